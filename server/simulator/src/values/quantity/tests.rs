//! Texts and their canonical forms as upstream's `quantity_test.go` and real clusters have them, and laws over all short texts.

use super::*;

/// Text and canonical form.
const CANONICAL: &[(&str, &str)] = &[
    ("0", "0"),
    ("0Gi", "0"),
    ("-", "0"),
    (".", "0"),
    ("Gi", "0"),
    ("1024Mi", "1Gi"),
    ("1000Mi", "1000Mi"),
    ("1.5Gi", "1536Mi"),
    ("0.5Gi", "512Mi"),
    ("0.1Gi", "107374182400m"),
    ("1000M", "1G"),
    ("1024M", "1024M"),
    ("5368709120", "5368709120"),
    ("1073741824Ki", "1Ti"),
    ("512Ki", "512Ki"),
    ("0.5Ki", "512"),
    ("-1.5Gi", "-1536Mi"),
    ("100m", "100m"),
    ("0.1", "100m"),
    ("1000m", "1"),
    ("1.5", "1500m"),
    ("1.500", "1.500"),
    ("2.50", "2500m"),
    ("+5Gi", "+5Gi"),
    ("+8Gi", "8Gi"),
    ("05G", "05G"),
    ("1e3", "1e3"),
    ("1e4", "10e3"),
    ("1E10", "10e9"),
    ("1000e3", "1e6"),
    ("1e0", "1e0"),
    ("10e0", "10e0"),
    ("1000e0", "1e3"),
    ("9Ei", "9223372036854775807"),
    ("8Ei", "9223372036854775807"),
    ("7Ei", "7Ei"),
    ("1000E", "1e21"),
    ("0.9n", "1n"),
    ("1e-10", "1e-9"),
    ("1.0123456789", "1012345679n"),
    ("18446744073709551616", "18446744073709551616"),
    ("0.0000000001Ki", "103n"),
];

/// Text and error.
const WRONG: &[(&str, &str)] = &[
    ("", FORMAT_WRONG),
    ("10GB", FORMAT_WRONG),
    ("10gi", FORMAT_WRONG),
    ("10Gib", FORMAT_WRONG),
    ("5 Gi", FORMAT_WRONG),
    ("1.2.3", FORMAT_WRONG),
    ("abc", FORMAT_WRONG),
    ("1G5x", FORMAT_WRONG),
    ("é", FORMAT_WRONG),
    ("--1", SUFFIX_WRONG),
    ("100K", SUFFIX_WRONG),
    ("10mi", SUFFIX_WRONG),
    ("10ki", SUFFIX_WRONG),
    ("5GG", SUFFIX_WRONG),
    ("5Gi3", SUFFIX_WRONG),
    ("5-3", SUFFIX_WRONG),
    ("5e", SUFFIX_WRONG),
    ("5e+", SUFFIX_WRONG),
    ("1e99999999999999999999", SUFFIX_WRONG),
];

#[test]
fn texts_have_their_canonical_form() {
    for (text, canonical) in CANONICAL {
        let printed = Quantity::parse(text).map(|quantity| quantity.to_string());
        assert_eq!(printed.as_deref(), Ok(*canonical), "{text}");
    }
    for (text, error) in WRONG {
        assert_eq!(Quantity::parse(text).err(), Some(*error), "{text}");
    }
}

/// All numbers times all suffixes: small, large, fractional, beyond every bound.
fn texts() -> Vec<String> {
    let numbers = [
        "0",
        "1",
        "7",
        "8",
        "10",
        "1000",
        "1023",
        "1024",
        "999999",
        "1048576",
        ".5",
        "1.5",
        "0.001",
        "3.141592653589793",
        "123456789012345678901234567890123456789012345678",
    ];
    let suffixes = [
        "",
        "n",
        "u",
        "m",
        "k",
        "M",
        "G",
        "T",
        "P",
        "E",
        "Ki",
        "Mi",
        "Gi",
        "Ti",
        "Pi",
        "Ei",
        "e1",
        "e-7",
        "E30",
        "e2000000000",
    ];
    let signed = ["", "-"].into_iter().flat_map(|sign| numbers.map(|number| format!("{sign}{number}")));
    signed.flat_map(|number| suffixes.map(|suffix| format!("{number}{suffix}"))).collect()
}

#[test]
fn printing_loses_nothing_and_is_stable() {
    for text in texts() {
        let quantity = Quantity::parse(&text).expect(&text);
        let again = Quantity::parse(&quantity.to_string()).expect(&text);
        assert_eq!(quantity, again, "{text}");
        assert_eq!(quantity.to_string(), again.to_string(), "{text}");
    }
}

#[test]
fn order_and_sums_agree() {
    let all: Vec<Quantity> = texts().iter().map(|text| Quantity::parse(text).expect(text)).collect();
    for one in &all {
        assert_eq!((-one.clone()).cmp(&Quantity::ZERO), Quantity::ZERO.cmp(one), "-{one}");
        for two in &all {
            assert_eq!(one.cmp(two), two.cmp(one).reverse(), "{one} {two}");
            let difference = one.clone() - two;
            assert_eq!(difference.cmp(&Quantity::ZERO), one.cmp(two), "{one} - {two}");
            assert_eq!(one.clone() + two, two.clone() + one, "{one} + {two}");
        }
    }
}

#[test]
fn integers_round_away_from_zero() {
    for (text, value, milli) in [
        ("1500m", 2, 1500),
        ("-1500m", -2, -1500),
        ("1n", 1, 1),
        ("1Gi", 1 << 30, 1_073_741_824_000),
        ("1e40", i64::MAX, i64::MAX),
        ("-1e40", i64::MIN, i64::MIN),
    ] {
        let quantity = Quantity::parse(text).expect(text);
        assert_eq!((quantity.value(), quantity.milli_value()), (value, milli), "{text}");
    }
    let rounded = |text| Quantity::parse(text).expect(text).round_up(-3).to_string();
    assert_eq!(["1.2345", "1.500", "100u", "5Gi", "1n"].map(rounded), ["1235m", "1.500", "1m", "5Gi", "1m"]);
}
