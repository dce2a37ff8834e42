//! The knowledge bases: set up, loaded when first needed, read by the sentence encoder. How one is made:
//! [`crate::engine::Importer`].

use std::collections::BTreeMap;

use serde_bytes::ByteBuf;

use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome};
use crate::knowledge::{ArticleRef, Index, WIDTH, campaign};
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{ArticleLine, Base, BaseState, Effect, ImportReport, Response, StoredRecord};

/// The most knowledge bases.
const MOST: usize = 20;
/// The most articles that are listed at once.
const LISTED: usize = 500;

/// All knowledge bases.
#[derive(Debug, Default)]
pub(super) struct Library {
    /// As they are set up.
    pub(super) bases: Vec<Base>,
    /// Those that were loaded, by id. They are large, and only some requests need them.
    pub(super) loaded: BTreeMap<String, Shelf>,
    /// The lead's own synonyms.
    pub(super) synonyms: String,
}

/// A knowledge base in memory.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// `None` before the first import.
    pub(super) index: Option<Box<Index>>,
    /// Size of its file.
    bytes: usize,
    report: Option<ImportReport>,
}

impl Library {
    /// Takes an index as it is kept; `None` where there is none.
    pub(super) fn load(&mut self, id: &str, bytes: Option<&[u8]>) -> Result<(), String> {
        let shelf = self.loaded.entry(id.to_owned()).or_default();
        shelf.bytes = bytes.map_or(0, <[u8]>::len);
        shelf.index = None;
        if let Some(bytes) = bytes {
            let mut index = Index::from_bytes(bytes).map_err(|error| error.to_string())?;
            index.set_synonyms(&self.synonyms);
            shelf.index = Some(Box::new(index));
        }
        Ok(())
    }

    /// Takes a part of its vectors. One that does not fit is read anew by the encoder.
    pub(super) fn load_sense(&mut self, id: &str, part: usize, bytes: Option<&[u8]>) {
        let index = self
            .loaded
            .get_mut(id)
            .and_then(|shelf| shelf.index.as_mut());
        if let (Some(index), Some(bytes)) = (index, bytes) {
            index.take_part(part, bytes);
        }
    }

    pub(super) fn load_report(&mut self, id: &str, report: Option<ImportReport>) {
        self.loaded.entry(id.to_owned()).or_default().report = report;
    }

    pub(super) fn set_synonyms(&mut self, text: String) {
        for index in self
            .loaded
            .values_mut()
            .filter_map(|shelf| shelf.index.as_mut())
        {
            index.set_synonyms(&text);
        }
        self.synonyms = text;
    }

    /// The bases that answer for a brand; all of them where none is named.
    pub(super) fn of_brand<'a>(&'a self, brand: &'a str) -> impl Iterator<Item = &'a Base> {
        self.bases.iter().filter(move |base| {
            brand.is_empty() || base.brands.is_empty() || base.brands.iter().any(|one| one == brand)
        })
    }

    /// What must be loaded before the bases of a brand can be asked.
    pub(super) fn needs(&self, brand: &str) -> Option<Response> {
        let missing = self
            .of_brand(brand)
            .filter(|base| !self.loaded.contains_key(&base.id));
        let records: Vec<StoredRecord> = missing.flat_map(|base| records_of(&base.id)).collect();
        (!records.is_empty()).then_some(Response::Need { records })
    }

    /// Number of articles in all bases that are loaded.
    pub(super) fn articles(&self) -> usize {
        let indexes = self
            .loaded
            .values()
            .filter_map(|shelf| shelf.index.as_ref());
        indexes.map(|index| index.contents().articles.len()).sum()
    }

    pub(super) fn index(&self, id: &str) -> Option<&Index> {
        self.loaded.get(id)?.index.as_deref()
    }
}

/// What belongs to a base in memory, in the order of loading.
pub(super) fn records_of(id: &str) -> [StoredRecord; 3] {
    [
        StoredRecord::Base(id.to_owned()),
        StoredRecord::AllSense(id.to_owned()),
        StoredRecord::Report(id.to_owned()),
    ]
}

impl Engine {
    pub(super) fn bases(&self) -> Response {
        self.library.needs("").unwrap_or_else(|| Response::Bases {
            bases: self
                .library
                .bases
                .iter()
                .map(|base| self.base_state(base))
                .collect(),
            problems: Vec::new(),
        })
    }

    fn base_state(&self, base: &Base) -> BaseState {
        let shelf = self.library.loaded.get(&base.id);
        let index = shelf.and_then(|shelf| shelf.index.as_deref());
        let contents = index.map(Index::contents).unwrap_or_default();
        let (done, all) = index.map_or((0, 0), Index::read_by_encoder);
        let (flagged, dead) = index.map_or((0, 0), |index| self.faulty(base, index));
        BaseState {
            base: base.clone(),
            imported: contents.built,
            articles: contents.articles.len(),
            passages: contents.passages,
            bytes: shelf.map_or(0, |shelf| shelf.bytes),
            read: [done, all],
            flagged,
            dead,
            report: shelf.and_then(|shelf| shelf.report.clone()),
            hosts: base.source.hosts(),
        }
    }

    /// Keeps a base as it is set up.
    pub(super) fn save_base(&mut self, base: Base) -> Outcome {
        let problems = self.check_base(&base);
        if any_fatal(&problems) {
            let bases = self
                .library
                .bases
                .iter()
                .map(|base| self.base_state(base))
                .collect();
            return Response::Bases { bases, problems }.into();
        }
        let mut bases = self.library.bases.clone();
        match bases.iter_mut().find(|known| known.id == base.id) {
            Some(known) => *known = base,
            None => bases.push(base),
        }
        self.keep_bases(bases, problems)
    }

    pub(super) fn keep_bases(&mut self, bases: Vec<Base>, problems: Vec<Problem>) -> Outcome {
        self.library.bases = bases;
        // One that is new has nothing to load; one that is known is loaded when it is needed.
        let states = self
            .library
            .bases
            .iter()
            .map(|base| self.base_state(base))
            .collect();
        Outcome {
            response: Response::Bases {
                bases: states,
                problems,
            },
            effects: vec![put(StoredRecord::Bases, &self.library.bases), Effect::Again],
        }
    }

    /// Removes a base with all that belongs to it.
    pub(super) fn remove_base(&mut self, id: &str) -> Outcome {
        let bases = self
            .library
            .bases
            .iter()
            .filter(|base| base.id != id)
            .cloned()
            .collect();
        self.library.loaded.remove(id);
        let mut outcome = self.keep_bases(bases, Vec::new());
        let known = StoredRecord::Known(id.to_owned());
        let gone = records_of(id).into_iter().chain([known]);
        let gone = gone.map(|record| Effect::Put {
            record,
            bytes: None,
        });
        outcome.effects.splice(0..0, gone);
        outcome
    }

    pub(super) fn check_base(&self, base: &Base) -> Vec<Problem> {
        let mut problems = base.source.check();
        for problem in &mut problems {
            problem.path = format!("source.{}", problem.path);
        }
        problems.extend(
            campaign::check(&base.campaign)
                .into_iter()
                .map(|problem| Problem {
                    path: "campaign".into(),
                    ..problem
                }),
        );
        let mut fault = |code: &str, path: &str, message: &str| {
            problems.push(Problem::error(code, path, message));
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if base.id.is_empty() || base.id.len() > 64 || !base.id.chars().all(plain) {
            fault(
                "base.id",
                "id",
                "The id of a knowledge base is letters, digits and hyphens.",
            );
        }
        if base.name.trim().is_empty() {
            fault(
                "base.name",
                "name",
                "Give the knowledge base a name, such as “Help centre”.",
            );
        }
        let address = base.base_url.trim();
        if !address.is_empty()
            && !address.starts_with("https://")
            && !address.starts_with("http://")
        {
            fault(
                "import.base_url",
                "baseUrl",
                "The public address must begin with https://. Leave it empty if articles name their own.",
            );
        }
        let new = self.library.bases.iter().all(|known| known.id != base.id);
        if new && self.library.bases.len() >= MOST {
            fault(
                "base.many",
                "name",
                "There are 20 knowledge bases already. Remove one first.",
            );
        }
        problems
    }

    /// The articles of a base, or those that have these words.
    pub(super) fn base_articles(&self, id: &str, query: &str) -> Response {
        if !self.library.loaded.contains_key(id) {
            let records = records_of(id).to_vec();
            return Response::Need { records };
        }
        let lines = self.library.index(id).map(|index| {
            let wanted = (!query.trim().is_empty()).then(|| {
                let hits = index.search(query, LISTED);
                hits.into_iter().map(|hit| hit.group).collect::<Vec<_>>()
            });
            index.listed(wanted.as_deref())
        });
        let lines = lines.unwrap_or_default();
        let all = lines.len();
        let articles = lines.into_iter().take(LISTED).map(|line| {
            let article = ArticleRef {
                base: id.to_owned(),
                group: line.group,
            };
            ArticleLine {
                standing: self.standing(&article, line.url.as_deref(), None),
                article,
                title: line.title,
                url: line.url,
                updated: line.updated,
                langs: line.langs,
            }
        });
        Response::BaseArticles {
            articles: articles.collect(),
            all,
        }
    }

    /// The next texts for the sentence encoder.
    pub(super) fn unread(&self, most: usize) -> Response {
        if let Some(need) = self.library.needs("") {
            return need;
        }
        for base in &self.library.bases {
            let Some(index) = self.library.index(&base.id) else {
                continue;
            };
            let texts = index.unread(most);
            if !texts.is_empty() {
                let (done, all) = index.read_by_encoder();
                let (numbers, texts) = texts.into_iter().unzip();
                return Response::Unread {
                    base: base.id.clone(),
                    imported: index.built(),
                    numbers,
                    texts,
                    read: [done, all],
                };
            }
        }
        nothing_unread()
    }

    /// Takes vectors of texts.
    pub(super) fn read(
        &mut self,
        base: &str,
        imported: Millis,
        numbers: &[usize],
        vectors: &[f32],
    ) -> Outcome {
        let shelf = self.library.loaded.get_mut(base);
        let Some(index) = shelf.and_then(|shelf| shelf.index.as_mut()) else {
            return nothing_unread().into();
        };
        // The base was imported anew in the meantime, or the encoder is another.
        if index.built() != imported || vectors.len() != numbers.len() * WIDTH {
            return nothing_unread().into();
        }
        let mut parts: Vec<usize> = Vec::new();
        for (number, vector) in numbers.iter().zip(vectors.as_chunks::<WIDTH>().0) {
            index.give(*number, vector);
            parts.push(Index::part_of(*number));
        }
        parts.sort_unstable();
        parts.dedup();
        let effects = parts.into_iter().map(|part| Effect::Put {
            record: StoredRecord::Sense(base.to_owned(), part),
            bytes: Some(ByteBuf::from(index.part(part))),
        });
        let (done, all) = index.read_by_encoder();
        Outcome {
            effects: effects.collect(),
            response: Response::Unread {
                base: base.to_owned(),
                imported,
                numbers: Vec::new(),
                texts: Vec::new(),
                read: [done, all],
            },
        }
    }
}

fn nothing_unread() -> Response {
    Response::Unread {
        base: String::new(),
        imported: 0,
        numbers: Vec::new(),
        texts: Vec::new(),
        read: [0, 0],
    }
}
