//! The API's Go types: structs with their fields, read once from two tables.
//!
//! `go-types.tsv` was taken from the Go sources and covers the kinds that Drydock simulates; `other-types.tsv` covers all
//! other kinds and was read from the types of `k8s.io/api` by reflection. Fields stand in Go's order. The structs of
//! apiextensions and apiregistration there were taken from the `k8s-openapi` crate, fields in alphabetical order; a
//! pointer in them only says that a zero is written down.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Every Go struct that a request can reach.
pub(crate) static TYPES: LazyLock<Types> =
    LazyLock::new(|| Types::read(&[include_str!("go-types.tsv"), include_str!("other-types.tsv")]));

/// The structs by number and by name.
#[derive(Debug, Default)]
pub(crate) struct Types {
    structs: Vec<Struct>,
    /// Package and name, such as `k8s.io/api/core/v1` and `v1.Service`.
    numbers: BTreeMap<(&'static str, &'static str), usize>,
    /// Name alone, for references across packages.
    anywhere: BTreeMap<&'static str, usize>,
}

/// One Go struct.
#[derive(Debug)]
pub(crate) struct Struct {
    /// Where it is defined, such as `k8s.io/api/core/v1`.
    pub(crate) package: &'static str,
    /// Name with its package, such as `v1.ServicePort`.
    pub(crate) name: &'static str,
    /// Fields in the order of the source, embedded structs as one.
    pub(crate) fields: Vec<Field>,
    /// Where to find each JSON member: the numbers of the embedded fields to pass, then of the field.
    members: BTreeMap<&'static str, Vec<usize>>,
    /// `members` by the lengths of their names, which tell most of them apart without a look at them.
    by_length: Vec<Vec<(&'static str, Vec<usize>)>>,
    /// JSON members without `omitempty` that hold a struct itself, no pointer to one: they are always written.
    pub(crate) always: Vec<(&'static str, usize)>,
}

/// One field of a Go struct.
#[derive(Debug)]
pub(crate) struct Field {
    /// Name in Go, such as `TargetPort`.
    pub(crate) go: &'static str,
    /// Name in JSON; empty for embedded structs and for fields of internal types.
    pub(crate) json: &'static str,
    /// Left out of JSON when it is the zero value of its type.
    pub(crate) omitempty: bool,
    /// Whether the fields of the struct stand among those of the outer one.
    pub(crate) embedded: bool,
    /// Its type.
    pub(crate) ty: Type,
    /// How a strategic merge patch treats it.
    pub(crate) patch: Patch,
}

/// `patchStrategy` and `patchMergeKey` of a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Patch {
    /// Items are merged instead of replaced.
    pub(crate) merge: bool,
    /// The map is replaced instead of merged.
    pub(crate) replace: bool,
    /// Members that the patch does not name are dropped.
    pub(crate) retain_keys: bool,
    /// The member that tells items apart; empty for lists of plain values.
    pub(crate) key: &'static str,
}

/// A Go type as far as decoding sees it.
#[derive(Debug, Clone)]
pub(crate) struct Type {
    /// As Go prints it, without the pointer: `[]v1.ServicePort`, `v1.Protocol`.
    pub(crate) name: &'static str,
    /// Whether the field holds a pointer, so that a zero is not the same as nothing.
    pub(crate) pointer: bool,
    /// What it takes.
    pub(crate) shape: Shape,
}

/// What a type takes.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// `bool`.
    Bool,
    /// `string` and named strings.
    String,
    /// A signed integer of so many bits.
    Int(u32),
    /// `float64`.
    Float,
    /// A slice.
    List(Box<Type>),
    /// A map with string keys.
    Map(Box<Type>),
    /// A struct, by number.
    Struct(usize),
    /// `intstr.IntOrString`.
    IntOrString,
    /// `resource.Quantity`.
    Quantity,
    /// `v1.Time` or `v1.MicroTime`.
    Time,
    /// `[]byte` as base64.
    Bytes,
    /// Anything at all (`v1.FieldsV1`, `runtime.RawExtension`).
    Raw,
}

impl Types {
    /// The struct of that package and name.
    pub(crate) fn find(&self, package: &str, name: &str) -> Option<&Struct> {
        self.numbers.get(&(package, name)).and_then(|number| self.structs.get(*number))
    }

    /// The struct of that name in whatever package has it, such as `core.ServicePort`.
    pub(crate) fn named(&self, name: &str) -> Option<&Struct> {
        self.anywhere.get(name).and_then(|number| self.structs.get(*number))
    }

    /// The struct that a [`Shape::Struct`] names.
    pub(crate) fn by_number(&self, number: usize) -> Option<&Struct> {
        self.structs.get(number)
    }

    fn read(tables: &[&'static str]) -> Types {
        let mut types = Types::default();
        let rows = || tables.iter().flat_map(|table| table.lines().skip(1)).map(Row::read);
        for row in rows() {
            if let std::collections::btree_map::Entry::Vacant(place) = types.numbers.entry((row.package, row.name)) {
                place.insert(types.structs.len());
                types.anywhere.entry(row.name).or_insert(types.structs.len());
                types.structs.push(Struct {
                    package: row.package,
                    name: row.name,
                    fields: Vec::new(),
                    members: BTreeMap::new(),
                    by_length: Vec::new(),
                    always: Vec::new(),
                });
            }
        }
        // A struct without fields is one row without a field.
        for row in rows().filter(|row| !row.field.is_empty()) {
            let field = types.field(&row);
            let number = types.numbers.get(&(row.package, row.name)).copied();
            if let Some(owner) = number.and_then(|number| types.structs.get_mut(number)) {
                owner.fields.push(field);
            }
        }
        for number in 0..types.structs.len() {
            let mut members = BTreeMap::new();
            types.collect_members(number, &mut Vec::new(), &mut members);
            if let Some(owner) = types.structs.get_mut(number) {
                let longest = members.keys().map(|name| name.len()).max().unwrap_or(0);
                let of_length = |length| members.iter().filter(move |(name, _)| name.len() == length);
                owner.by_length = (0..=longest)
                    .map(|length| of_length(length).map(|(name, way)| (*name, way.clone())).collect())
                    .collect();
                owner.members = members;
            }
            let owner = types.structs.get(number);
            let always = owner.map_or(Vec::new(), |owner| owner.plain_structs(&types).collect());
            if let Some(owner) = types.structs.get_mut(number) {
                owner.always = always;
            }
        }
        types
    }

    fn field(&self, row: &Row) -> Field {
        let (json, options) = row.json.split_once(',').unwrap_or((row.json, ""));
        let embedded = row.json.is_empty() && row.ty.rsplit('.').next() == Some(row.field) && row.ty.contains('.');
        let embedded = embedded && self.number(row.package, row.ty).is_some();
        Field {
            go: row.field,
            json,
            omitempty: options.contains("omitempty"),
            embedded,
            ty: self.ty(row.package, row.ty),
            patch: Patch {
                merge: row.strategy.split(',').any(|word| word == "merge"),
                replace: row.strategy == "replace",
                retain_keys: row.strategy.split(',').any(|word| word == "retainKeys"),
                key: row.key,
            },
        }
    }

    fn number(&self, package: &str, name: &str) -> Option<usize> {
        self.numbers.get(&(package, name)).or_else(|| self.anywhere.get(name)).copied()
    }

    fn ty(&self, package: &str, written: &'static str) -> Type {
        let name = written.trim_start_matches('*');
        let shape = match name {
            "bool" => Shape::Bool,
            "int32" => Shape::Int(32),
            "int64" | "int" => Shape::Int(64),
            "float64" => Shape::Float,
            "[]uint8" => Shape::Bytes,
            "intstr.IntOrString" => Shape::IntOrString,
            "resource.Quantity" => Shape::Quantity,
            "v1.Time" | "v1.MicroTime" => Shape::Time,
            "v1.FieldsV1" | "runtime.RawExtension" => Shape::Raw,
            "v1.ResourceList" | "core.ResourceList" => Shape::Map(Box::new(self.ty(package, "resource.Quantity"))),
            "v1.ExtraValue" => Shape::List(Box::new(self.ty(package, "string"))),
            _ => match (name.strip_prefix("[]"), name.strip_prefix("map[").and_then(|rest| rest.split_once(']'))) {
                (Some(item), _) => Shape::List(Box::new(self.ty(package, item))),
                (_, Some((_, value))) => Shape::Map(Box::new(self.ty(package, value))),
                _ => self.number(package, name).map_or(Shape::String, Shape::Struct),
            },
        };
        Type { name, pointer: name.len() < written.len(), shape }
    }

    fn collect_members(&self, number: usize, path: &mut Vec<usize>, members: &mut BTreeMap<&'static str, Vec<usize>>) {
        let Some(owner) = self.structs.get(number) else { return };
        for (place, field) in owner.fields.iter().enumerate() {
            path.push(place);
            match (field.embedded, &field.ty.shape) {
                (true, Shape::Struct(inner)) => self.collect_members(*inner, path, members),
                _ if field.json.is_empty() || field.json == "-" => {}
                _ => {
                    // A member of the outer struct hides one of an embedded struct.
                    let shorter = members.get(field.json).is_none_or(|held| held.len() > path.len());
                    if shorter {
                        members.insert(field.json, path.clone());
                    }
                }
            }
            path.pop();
        }
    }
}

impl Struct {
    /// Names of the JSON members, sorted, those of embedded structs included.
    pub(crate) fn members(&self) -> impl Iterator<Item = &'static str> {
        self.members.keys().copied()
    }

    /// The field behind a JSON member and the Go names of the embedded structs on the way to it.
    pub(crate) fn member<'a>(&'a self, types: &'a Types, json: &str) -> Option<(&'a Field, Vec<&'static str>)> {
        let mut owner = self;
        let mut passed = Vec::new();
        let (_, way) = self.by_length.get(json.len())?.iter().find(|(name, _)| *name == json)?;
        let (last, way) = way.split_last()?;
        for place in way {
            let field = owner.fields.get(*place)?;
            passed.push(field.go);
            let Shape::Struct(number) = field.ty.shape else { return None };
            owner = types.by_number(number)?;
        }
        owner.fields.get(*last).map(|field| (field, passed))
    }

    fn plain_structs<'a>(&'a self, types: &'a Types) -> impl Iterator<Item = (&'static str, usize)> {
        self.members.keys().filter_map(|json| match self.member(types, json)?.0 {
            Field { omitempty: false, ty: Type { pointer: false, shape: Shape::Struct(number), .. }, .. } => {
                Some((*json, *number))
            }
            _ => None,
        })
    }

    /// The name without its package, as Go's `reflect.Type.Name` gives it.
    pub(crate) fn short_name(&self) -> &'static str {
        self.name.rsplit('.').next().unwrap_or(self.name)
    }
}

struct Row {
    package: &'static str,
    name: &'static str,
    field: &'static str,
    json: &'static str,
    ty: &'static str,
    strategy: &'static str,
    key: &'static str,
}

impl Row {
    fn read(line: &'static str) -> Row {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or("");
        Row { package: next(), name: next(), field: next(), json: next(), ty: next(), strategy: next(), key: next() }
    }
}
