//! Which patterns a site's table may have: a small part of the browser's regular expressions, in which nothing can take long.
//!
//! A backtracking matcher is slow where the same text can be read in many ways. So of every loop within a loop the next
//! character alone must tell whether it goes on or ends, and within a loop also which alternative is meant (as with
//! one-unambiguous expressions, Brüggemann-Klein and Wood 1998). One loop that is not so is allowed, outside of others,
//! in a pattern that begins with `^`: with text of length n such a match takes at most some n² steps, and the content
//! script hands over no more than a thousand characters.

/// The longest pattern, in bytes.
const LONGEST: usize = 200;
/// So deep may groups stand in one another.
const DEEPEST: usize = 5;
/// So often may it be open whether something optional is there.
const MOST_OPEN: usize = 3;

/// What is wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Empty, or longer than allowed.
    Long,
    /// Not of the part of the language that is allowed.
    Syntax,
    /// A text could be read by it in so many ways that a page might hang.
    Slow,
    /// Too few or too many parts in parentheses.
    Groups,
}

/// Checks a pattern that has to have exactly `groups` parts in parentheses that are taken.
pub(super) fn check(pattern: &str, groups: usize) -> Result<(), Fault> {
    if pattern.is_empty() || pattern.len() > LONGEST {
        return Err(Fault::Long);
    }
    let (anchored, rest) = match pattern.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let rest = match rest.strip_suffix('$') {
        Some(before) if !before.ends_with('\\') => before,
        _ => rest,
    };
    let mut parser = Parser {
        rest: rest.chars().peekable(),
        groups: 0,
    };
    let node = parser.either(0).ok_or(Fault::Syntax)?;
    if parser.rest.next().is_some() {
        return Err(Fault::Syntax);
    }
    if parser.groups != groups {
        return Err(Fault::Groups);
    }
    let mut count = Count::default();
    count.walk(&node, Set::NONE, false)?;
    // `^a|b` is anchored for `a` alone.
    let anchored = anchored && !matches!(node, Node::Either(_));
    if count.loose > usize::from(anchored) || count.open > MOST_OPEN {
        return Err(Fault::Slow);
    }
    Ok(())
}

/// Characters: each of ASCII by itself, all others as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Set {
    ascii: u128,
    others: bool,
}

impl Set {
    const NONE: Self = Self {
        ascii: 0,
        others: false,
    };

    fn of(wanted: impl Fn(u8) -> bool, others: bool) -> Self {
        let ascii = (0..128u8)
            .filter(|byte| wanted(*byte))
            .fold(0, |set, byte| set | 1 << byte);
        Self { ascii, others }
    }

    fn one(c: char) -> Self {
        Self::of(|byte| char::from(byte) == c, !c.is_ascii())
    }

    fn range(from: char, to: char) -> Self {
        let within = |byte| (from..=to).contains(&char::from(byte));
        Self::of(within, !to.is_ascii())
    }

    /// `\d`, `\w` or `\s`; the others of white space are not ASCII.
    fn class(letter: char) -> Option<Self> {
        Some(match letter {
            'd' => Self::of(|byte| byte.is_ascii_digit(), false),
            'w' => Self::of(|byte| byte.is_ascii_alphanumeric() || byte == b'_', false),
            's' => Self::of(|byte| matches!(byte, 9..=13 | 32), true),
            _ => return None,
        })
    }

    /// Every character that is not certainly in the set: one that is not ASCII may be in both.
    const fn not(self) -> Self {
        Self {
            ascii: !self.ascii,
            others: true,
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            ascii: self.ascii | other.ascii,
            others: self.others || other.others,
        }
    }

    const fn meets(self, other: Self) -> bool {
        self.ascii & other.ascii != 0 || (self.others && other.others)
    }
}

#[derive(Debug)]
enum Node {
    /// One character.
    Chars(Set),
    /// What takes no text: a look ahead.
    Nothing,
    Seq(Vec<Node>),
    Either(Vec<Node>),
    Optional(Box<Node>),
    /// Once or more; with `Optional` around it, any number of times.
    Loop(Box<Node>),
}

impl Node {
    /// What it can begin with.
    fn first(&self) -> Set {
        match self {
            Self::Chars(set) => *set,
            Self::Nothing => Set::NONE,
            Self::Seq(nodes) => {
                let mut first = Set::NONE;
                for node in nodes {
                    first = first.and(node.first());
                    if !node.is_nullable() {
                        break;
                    }
                }
                first
            }
            Self::Either(nodes) => nodes
                .iter()
                .fold(Set::NONE, |first, node| first.and(node.first())),
            Self::Optional(node) | Self::Loop(node) => node.first(),
        }
    }

    /// Whether it fits the empty text.
    fn is_nullable(&self) -> bool {
        match self {
            Self::Chars(_) => false,
            Self::Nothing | Self::Optional(_) => true,
            Self::Seq(nodes) => nodes.iter().all(Self::is_nullable),
            Self::Either(nodes) => nodes.iter().any(Self::is_nullable),
            Self::Loop(node) => node.is_nullable(),
        }
    }

    fn has_loop(&self) -> bool {
        match self {
            Self::Chars(_) | Self::Nothing => false,
            Self::Seq(nodes) | Self::Either(nodes) => nodes.iter().any(Self::has_loop),
            Self::Optional(node) => node.has_loop(),
            Self::Loop(_) => true,
        }
    }
}

/// Where the next character does not tell how to read on.
#[derive(Debug, Default)]
struct Count {
    loose: usize,
    open: usize,
}

impl Count {
    /// `follow`: what can come after it; `looped`: whether it stands in a loop.
    fn walk(&mut self, node: &Node, follow: Set, looped: bool) -> Result<(), Fault> {
        match node {
            Node::Chars(_) | Node::Nothing => Ok(()),
            Node::Seq(nodes) => {
                let mut follow = follow;
                for node in nodes.iter().rev() {
                    self.walk(node, follow, looped)?;
                    let first = node.first();
                    follow = if node.is_nullable() {
                        first.and(follow)
                    } else {
                        first
                    };
                }
                Ok(())
            }
            Node::Either(nodes) => self.either(nodes, follow, looped),
            Node::Optional(inner) => {
                let open = inner.is_nullable() || inner.first().meets(follow);
                // A loop that may be left out is counted as a loop.
                if open && looped {
                    return Err(Fault::Slow);
                }
                self.open += usize::from(open && !matches!(**inner, Node::Loop(_)));
                self.walk(inner, follow, looped)
            }
            Node::Loop(inner) => {
                let first = inner.first();
                let loose = first.meets(follow);
                if inner.is_nullable() || (loose && (looped || inner.has_loop())) {
                    return Err(Fault::Slow);
                }
                self.loose += usize::from(loose);
                self.walk(inner, follow.and(first), true)
            }
        }
    }

    fn either(&mut self, nodes: &[Node], follow: Set, looped: bool) -> Result<(), Fault> {
        let mut before = Set::NONE;
        for node in nodes {
            let first = node.first();
            if node.is_nullable() {
                return Err(Fault::Slow);
            }
            if before.meets(first) {
                if looped {
                    return Err(Fault::Slow);
                }
                self.open += 1;
            }
            before = before.and(first);
            self.walk(node, follow, looped)?;
        }
        Ok(())
    }
}

struct Parser<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    groups: usize,
}

impl Parser<'_> {
    fn either(&mut self, depth: usize) -> Option<Node> {
        let mut nodes = vec![self.seq(depth)?];
        while self.rest.next_if_eq(&'|').is_some() {
            nodes.push(self.seq(depth)?);
        }
        Some(if nodes.len() == 1 {
            nodes.pop()?
        } else {
            Node::Either(nodes)
        })
    }

    fn seq(&mut self, depth: usize) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(c) = self.rest.next_if(|c| !matches!(c, '|' | ')')) {
            let node = self.atom(c, depth)?;
            nodes.push(self.repeated(node)?);
        }
        Some(Node::Seq(nodes))
    }

    /// What is repeated is a character or a group, and once only: no `a+?`, no `a{2}`.
    fn repeated(&mut self, node: Node) -> Option<Node> {
        let Some(sign) = self.rest.next_if(|c| matches!(c, '?' | '*' | '+')) else {
            return Some(node);
        };
        if matches!(node, Node::Nothing) || self.rest.peek().is_some_and(|c| "?*+".contains(*c)) {
            return None;
        }
        Some(match sign {
            '?' => Node::Optional(Box::new(node)),
            '+' => Node::Loop(Box::new(node)),
            _ => Node::Optional(Box::new(Node::Loop(Box::new(node)))),
        })
    }

    fn atom(&mut self, c: char, depth: usize) -> Option<Node> {
        Some(Node::Chars(match c {
            '(' => return self.group(depth + 1),
            '[' => self.class()?,
            '\\' => self.escaped()?,
            '.' => Set::of(|byte| !matches!(byte, b'\n' | b'\r'), true),
            '?' | '*' | '+' | '{' | '}' | ']' | '^' | '$' => return None,
            c if c.is_control() => return None,
            c => Set::one(c),
        }))
    }

    fn group(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        if self.rest.next_if_eq(&'?').is_none() {
            self.groups += 1;
        } else {
            match self.rest.next()? {
                ':' => {}
                '!' => return self.not_ahead(),
                _ => return None,
            }
        }
        let node = self.either(depth)?;
        self.rest.next_if_eq(&')')?;
        Some(node)
    }

    /// `(?!word)`: plain letters alone.
    fn not_ahead(&mut self) -> Option<Node> {
        let plain = |c: &char| c.is_ascii_alphanumeric() || ":/@_-".contains(*c);
        self.rest.next_if(plain)?;
        while self.rest.next_if(plain).is_some() {}
        self.rest.next_if_eq(&')')?;
        Some(Node::Nothing)
    }

    fn class(&mut self) -> Option<Set> {
        let not = self.rest.next_if_eq(&'^').is_some();
        let mut set = Set::NONE;
        let mut empty = true;
        loop {
            let from = match self.rest.next()? {
                ']' if !empty => return Some(if not { set.not() } else { set }),
                ']' | '[' => return None,
                '\\' => {
                    set = set.and(self.escaped()?);
                    empty = false;
                    continue;
                }
                c if c.is_control() => return None,
                c => c,
            };
            empty = false;
            set = set.and(self.range(from)?);
        }
    }

    /// `a`, or `a-z`; a `-` at the end stands for itself.
    fn range(&mut self, from: char) -> Option<Set> {
        if from == '-' || self.rest.next_if_eq(&'-').is_none() {
            return Some(Set::one(from));
        }
        match self.rest.peek()? {
            ']' => Some(Set::one(from).and(Set::one('-'))),
            '\\' | '[' => None,
            _ => {
                let to = self.rest.next()?;
                (from <= to && to.is_ascii_alphanumeric()).then(|| Set::range(from, to))
            }
        }
    }

    fn escaped(&mut self) -> Option<Set> {
        let c = self.rest.next()?;
        if let Some(set) = Set::class(c) {
            return Some(set);
        }
        if let Some(set) = Set::class(c.to_ascii_lowercase()) {
            return Some(set.not());
        }
        c.is_ascii_punctuation().then(|| Set::one(c))
    }
}

#[cfg(test)]
#[path = "pattern_tests.rs"]
mod tests;
