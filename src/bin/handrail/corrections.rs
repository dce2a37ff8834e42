//! Corrections from a file, applied to the posts of their brands.

use std::collections::BTreeMap;
use std::path::Path;

use handrail::brand::{Brand, Profile};
use handrail::desk::{Desk, Event, from_lines};
use handrail::text::fold::fold;
use handrail::triage::learning::{Learnt, Taught};

use crate::failure::Failure;

/// What a file of corrections teaches about each brand.
#[derive(Debug, Default)]
pub(crate) struct Corrections {
    /// By the brand's name, folded.
    brands: BTreeMap<String, Learnt>,
    /// Without a brands file nobody says whom a post means: every post is taken for the one brand of the file.
    everywhere: bool,
}

impl Corrections {
    pub(crate) fn read(path: &Path, profile: Option<&Profile>) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Failure::file(&name, &error))?;
        let events =
            from_lines(&text).map_err(|problem| Failure::Message(format!("{name}:{problem}")))?;
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        for taught in events.iter().filter_map(|event| event.act.taught()) {
            let brand = &taught.lesson.brand;
            named.entry(fold(brand)).or_insert_with(|| brand.clone());
        }
        if profile.is_none() && named.len() > 1 {
            let message = format!(
                "{name}: the corrections are about {} brands. Give --brands, so that each is used for its own posts.",
                named.len()
            );
            return Err(Failure::Message(message));
        }
        let desk = desk(events);
        let brands = named.into_iter().filter_map(|(key, brand)| {
            let known = match profile {
                Some(profile) => profile.brands.iter().find(|known| fold(&known.name) == key),
                None => Some(&Brand::default()),
            };
            if known.is_none() {
                eprintln!("handrail: {name}: “{brand}” is not in the brands file; its corrections are passed over.");
            }
            Some((key, learnt(known?, &brand, &desk)))
        });
        Ok(Self {
            brands: brands.collect(),
            everywhere: profile.is_none(),
        })
    }

    /// What is known about posts that mean this brand.
    pub(crate) fn about(&self, brand: Option<&str>) -> Option<&Learnt> {
        match brand {
            Some(brand) => self.brands.get(&fold(brand)),
            None if self.everywhere => self.brands.values().next(),
            None => None,
        }
    }
}

fn desk(events: Vec<Event>) -> Desk {
    let mut desk = Desk::default();
    for event in events {
        desk.add(event);
    }
    desk
}

fn learnt(known: &Brand, brand: &str, desk: &Desk) -> Learnt {
    let kept = desk.lessons(brand);
    let taught: Vec<Taught<'_>> = kept.iter().filter_map(|kept| kept.act.taught()).collect();
    let names = known.names.iter().chain(&known.nicknames);
    Learnt::new(names.map(String::as_str).chain([brand]), &taught)
}
