//! The hash by which the endpoints controllers order ports: FNV-1a of 128 bits over a struct as Go's spew prints it
//! (`DeepHashObject` of `pkg/util/hash`). Recordings show the order, so it has to be the same.

/// The hash of a text; upstream compares its bytes, the most significant first.
pub fn fnv128a(text: &str) -> u128 {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    text.bytes().fold(START, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}
