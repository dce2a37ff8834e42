//! What a draft is made for, and what fills a playbook's variables.

use crate::brand::Words;
use crate::knowledge::WIDTH;
use crate::post::Author;
use crate::reply::body::{Part, Variable};
use crate::reply::fill::{plain, sample};
use crate::reply::include::find;
use crate::reply::playbook::{Playbook, Tone};
use crate::reply::{Draft, Piece, first_name, issue};
use crate::triage::{Intent, Lang};

/// Where a customer can go on, each as it is to be said; `None` where there is nothing to offer right now.
#[derive(Clone, Copy, Debug, Default)]
pub struct HandOffs<'a> {
    /// Address of the page that says what is out of order.
    pub status: Option<&'a str>,
    /// Private messages.
    pub private: Option<&'a str>,
    /// Telephone.
    pub phone: Option<&'a str>,
    /// Chat.
    pub chat: Option<&'a str>,
}

/// What a draft is made for.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// Who wrote the post.
    pub author: &'a Author,
    /// The post's text.
    pub text: &'a str,
    /// What it wants.
    pub intent: Intent,
    /// The codes of its topics, the strongest first.
    pub topics: &'a [&'a str],
    /// The customer's language as a tag, if it is known.
    pub lang: Option<&'a str>,
    /// How the customer sounds.
    pub tone: Tone,
    /// What the page and the lead tell of the customer, such as `verified` and `vip`, in small letters.
    pub tiers: &'a [String],
    /// The brand's name.
    pub brand: &'a str,
    /// The best article, if one is good enough: title and address.
    pub article: Option<(&'a str, Option<&'a str>)>,
    /// Where the customer can go on.
    pub hand_offs: HandOffs<'a>,
    /// The agent's sign-off; may be empty.
    pub sign_off: &'a str,
    /// Varies the wording, so that no two customers in a row read the same sentence.
    pub seed: u64,
    /// For each playbook's path the wording that was used last: it is not used again at once.
    pub last_used: &'a [(String, usize)],
    /// For each playbook's path for how many posts it was used: counts a little.
    pub used: &'a [(String, usize)],
    /// Ordinary words, which are no names; without them only names that are known are greeted.
    pub words: Option<&'a Words>,
    /// What the sentence encoder made of the post, of length 1; words alone decide without it.
    pub vector: Option<&'a [f32; WIDTH]>,
}

impl<'a> Occasion<'a> {
    /// Of a post about which no more is known.
    #[must_use]
    pub fn of(author: &'a Author, text: &'a str) -> Self {
        Self {
            author,
            text,
            intent: Intent::Other,
            topics: &[],
            lang: None,
            tone: Tone::Calm,
            tiers: &[],
            brand: "",
            article: None,
            hand_offs: HandOffs::default(),
            sign_off: "",
            seed: 0,
            last_used: &[],
            used: &[],
            words: None,
            vector: None,
        }
    }

    /// The customer's language.
    pub(super) fn language(&self) -> Lang {
        self.lang.map(Lang::from_tag).unwrap_or_default()
    }

    /// What takes some time to find out, for all playbooks.
    pub(super) fn read(&self) -> Read {
        Read {
            first_name: first_name(&self.author.name, self.words),
            issue: issue::issue(self.text),
        }
    }

    /// What fills a variable.
    fn value(&self, variable: Variable, read: &Read) -> Option<String> {
        let value = match variable {
            Variable::FirstName => read.first_name.as_deref(),
            Variable::Issue => read.issue,
            Variable::Article => self.article.map(|(title, _)| title),
            Variable::Link => self.article.and_then(|(_, link)| link),
            Variable::Brand => Some(self.brand),
            Variable::Status => self.hand_offs.status,
            Variable::Private => self.hand_offs.private,
            Variable::Phone => self.hand_offs.phone,
            Variable::Chat => self.hand_offs.chat,
            Variable::SignOff => Some(self.sign_off),
        };
        value.map(plain).filter(|value| !value.is_empty())
    }
}

/// What was read from the author's name and the post.
pub(super) struct Read {
    first_name: Option<String>,
    issue: Option<&'static str>,
}

/// A playbook's draft, and whether it links the article.
pub(super) struct Filled {
    pub(super) draft: Draft,
    pub(super) links: bool,
}

/// The playbook's draft; `None` where none of its wordings has all that it needs.
pub(super) fn draft(
    playbook: &Playbook,
    all: &[Playbook],
    occasion: &Occasion<'_>,
    read: &Read,
) -> Option<Filled> {
    let mut usable = usable(playbook, all, occasion, read);
    let last = occasion.last_used.iter();
    let mut last = last
        .filter(|(path, _)| *path == playbook.path)
        .map(|(_, wording)| *wording);
    if let (Some(last), true) = (last.next_back(), usable.len() > 1) {
        usable.retain(|(at, _)| *at != last);
    }
    let turn = occasion.seed.checked_rem(usable.len() as u64)?;
    let (wording, made) = usable.into_iter().nth(usize::try_from(turn).ok()?)?;
    filled(playbook, occasion, wording, made)
}

/// The playbook's draft in each of its wordings that has all that it needs.
pub(super) fn drafts(
    playbook: &Playbook,
    all: &[Playbook],
    occasion: &Occasion<'_>,
    read: &Read,
) -> Vec<Filled> {
    let usable = usable(playbook, all, occasion, read).into_iter();
    usable
        .filter_map(|(wording, made)| filled(playbook, occasion, wording, made))
        .collect()
}

/// The wordings that have all that they need, each with its number.
fn usable<'a>(
    playbook: &Playbook,
    all: &'a [Playbook],
    occasion: &'a Occasion<'a>,
    read: &'a Read,
) -> Vec<(usize, Made<'a>)> {
    let wordings = playbook.wordings.iter().enumerate();
    wordings
        .filter_map(|(at, wording)| {
            let mut made = Made::new(all, occasion, read, at);
            made.pieces = made.parts(wording, false)?;
            made.end(playbook);
            Some((at, made))
        })
        .collect()
}

fn filled(
    playbook: &Playbook,
    occasion: &Occasion<'_>,
    wording: usize,
    made: Made<'_>,
) -> Option<Filled> {
    let fields = playbook.fields.iter();
    let fields: Vec<_> = fields
        .filter(|field| asks(&made.pieces, &field.name))
        .cloned()
        .collect();
    let text = sample(&made.pieces, &fields);
    let language = occasion.language();
    let langs = &playbook.langs;
    let own = langs.iter().find(|(lang, _)| *lang == language);
    let draft = Draft {
        template: playbook.path.clone(),
        name: playbook.name.clone(),
        wording,
        pieces: if fields.is_empty() {
            Vec::new()
        } else {
            made.pieces
        },
        fields,
        lang: own
            .or(langs.first())
            .map(|(_, tag)| tag.clone())
            .unwrap_or_default(),
        other_language: own.is_none() && !langs.is_empty() && language != Lang::Unknown,
        personal: playbook.personal,
        text,
    };
    let links = made.links;
    (!draft.text.is_empty()).then_some(Filled { draft, links })
}

fn asks(pieces: &[Piece], name: &str) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Ask { field, .. } => field == name,
        Piece::Optional { pieces } => asks(pieces, name),
        _ => false,
    })
}

/// A wording on its way to a draft.
struct Made<'a> {
    all: &'a [Playbook],
    occasion: &'a Occasion<'a>,
    read: &'a Read,
    /// Which wording: pieces vary with what takes them in.
    turn: usize,
    links: bool,
    signed: bool,
    pieces: Vec<Piece>,
}

impl<'a> Made<'a> {
    fn new(all: &'a [Playbook], occasion: &'a Occasion<'a>, read: &'a Read, turn: usize) -> Self {
        Self {
            all,
            occasion,
            read,
            turn,
            links: false,
            signed: false,
            pieces: Vec::new(),
        }
    }

    /// The pieces; `None` where a value is missing. In an optional part none may be missing.
    fn parts(&mut self, parts: &[Part], optional: bool) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                Part::Text(text) => pieces.push(Piece::Text { text: text.clone() }),
                Part::Ask(field, otherwise) => pieces.push(Piece::Ask {
                    field: field.clone(),
                    otherwise: otherwise.clone(),
                }),
                Part::Include(include) => {
                    let piece = find(self.all, &include.path)?;
                    pieces.extend(self.piece(piece, optional)?);
                }
                Part::Optional(inside) => pieces.push(self.optional(inside)),
                Part::Variable(variable, otherwise) => {
                    pieces.push(self.variable(*variable, otherwise.as_deref(), optional)?);
                }
            }
        }
        Some(pieces)
    }

    /// The first wording of a shared piece that has all that it needs, beginning with the one whose turn it is.
    fn piece(&mut self, piece: &Playbook, optional: bool) -> Option<Vec<Piece>> {
        let turn = self.turn.checked_rem(piece.wordings.len())?;
        let from = piece.wordings.iter().skip(turn);
        from.chain(&piece.wordings)
            .find_map(|wording| self.parts(wording, optional))
    }

    fn optional(&mut self, inside: &[Part]) -> Piece {
        let before = (self.links, self.signed);
        match self.parts(inside, true) {
            Some(pieces) => Piece::Optional { pieces },
            None => {
                (self.links, self.signed) = before;
                Piece::Gap { name: false }
            }
        }
    }

    fn variable(
        &mut self,
        variable: Variable,
        otherwise: Option<&str>,
        optional: bool,
    ) -> Option<Piece> {
        let value = self.occasion.value(variable, self.read);
        self.signed |= variable == Variable::SignOff;
        self.links |= variable == Variable::Link && value.is_some();
        if let Some(text) = value {
            return Some(Piece::Value { text });
        }
        if let Some(text) = otherwise {
            return Some(Piece::Text {
                text: text.to_owned(),
            });
        }
        match variable {
            _ if optional => None,
            Variable::FirstName => Some(Piece::Gap { name: true }),
            Variable::SignOff => Some(Piece::Gap { name: false }),
            Variable::Issue => Some(Piece::Text {
                text: "this".to_owned(),
            }),
            _ => None,
        }
    }

    /// Ends the reply with the agent's sign-off, unless it has it or is not to have it.
    fn end(&mut self, playbook: &Playbook) {
        if self.signed || !playbook.sign_off {
            return;
        }
        if let Some(text) = self.occasion.value(Variable::SignOff, self.read) {
            self.pieces.push(Piece::Text {
                text: " ".to_owned(),
            });
            self.pieces.push(Piece::Value { text });
        }
    }
}
