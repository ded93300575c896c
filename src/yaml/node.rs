//! YAML values, and the core schema for plain scalars.

/// A YAML value. Pairs keep their order, and doubled keys are kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Text(String),
    /// A scalar without quotes that is not a text in YAML, and its source text: `12E4` is a number, but may be meant as
    /// a house number.
    Plain(Plain, Box<str>),
    List(Vec<Node>),
    Mapping(Vec<(String, Node)>),
}

/// The value of a plain scalar that is not a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Plain {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a point, an exponent, or too large for a whole one.
    Float(f64),
}

impl Node {
    /// Whether it is `null`, `~` or nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Node::Plain(Plain::Null, _))
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Node::Mapping(pairs) = self else { return None };
        pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Resolves a plain scalar.
    pub(super) fn plain(typed: &str) -> Self {
        Plain::parse(typed)
            .map_or_else(|| Node::Text(typed.to_owned()), |plain| Node::Plain(plain, typed.into()))
    }
}

impl From<Plain> for Node {
    fn from(plain: Plain) -> Self {
        Node::Plain(plain, plain.to_string().into())
    }
}

impl std::fmt::Display for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Plain::Null => f.write_str("null"),
            Plain::Bool(value) => value.fmt(f),
            Plain::Integer(value) => value.fmt(f),
            Plain::Float(value) => value.fmt(f),
        }
    }
}

impl Plain {
    /// Resolves a plain scalar by the core schema (YAML 1.2.2, 10.3.2), extended by `0b` and by signs before `0x` and
    /// `0o`. Returns `None` for a text, such as `no`, `1_000`, `0912` and dates.
    fn parse(typed: &str) -> Option<Self> {
        match typed {
            "" | "~" | "null" | "Null" | "NULL" => return Some(Plain::Null),
            "true" | "True" | "TRUE" => return Some(Plain::Bool(true)),
            "false" | "False" | "FALSE" => return Some(Plain::Bool(false)),
            _ => {}
        }
        let is_negative = typed.starts_with('-');
        let unsigned = typed.strip_prefix(['+', '-']).unwrap_or(typed);
        if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            return None;
        }
        let based = [("0x", 16), ("0o", 8), ("0b", 2)];
        let based = based.iter().find_map(|(prefix, base)| Some((unsigned.strip_prefix(prefix)?, *base)));
        let (digits, base) = based.unwrap_or((unsigned, 10));
        if based.is_none() && digits.len() > 1 && digits.starts_with('0') && is_digits(digits) {
            return None;
        }
        if digits.starts_with(|first: char| first.is_digit(base))
            && let Ok(number) = i128::from_str_radix(digits, base)
        {
            let number = if is_negative { -number } else { number };
            return Some(i64::try_from(number).map_or(Plain::Float(number as f64), Plain::Integer));
        }
        float(unsigned).map(|number| Plain::Float(if is_negative { -number } else { number }))
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number without its sign. `.nan` with a sign is a text.
fn float(unsigned: &str) -> Option<f64> {
    match unsigned {
        ".inf" | ".Inf" | ".INF" => Some(f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        _ => unsigned.parse().ok().filter(|number: &f64| number.is_finite()),
    }
}
