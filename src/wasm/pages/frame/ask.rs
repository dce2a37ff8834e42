//! What the frame asks the engine: help with the post, articles for the agent's words; and both again, once the sentence
//! encoder has read what they mean. What comes for a post that is no longer shown is dropped.

use super::{Assisted, Frame, Msg, Search};
use crate::protocol::{ArticleRef, Assist, Failure, Request, Response, Suggestion};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{ask, embed, unexpected};
use crate::wasm::pages::words;

/// What a search came to.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) articles: Vec<Suggestion>,
    meaning: String,
}

/// What the sentence encoder made of a text.
#[derive(Clone)]
pub(super) struct Meant {
    text: String,
    pub(super) vector: Vec<f32>,
}

impl Frame {
    pub(super) fn ask(&mut self, to: &To<Msg>) {
        self.asked += 1;
        self.now = words::now();
        if matches!(self.assist, Assisted::Failed(_)) {
            self.assist = Assisted::Asking;
        }
        // What the post means is known from the first time: the articles do not go back to those by words alone.
        let vector = self.meant.as_ref().map(|meant| meant.vector.clone());
        self.ask_assist(vector.unwrap_or_default(), to, Msg::Assisted);
    }

    fn ask_assist(
        &self,
        vector: Vec<f32>,
        to: &To<Msg>,
        answer: fn(u32, Result<Box<Assist>, Failure>) -> Msg,
    ) {
        let number = self.asked;
        let request = Request::Assist {
            site: self.site.clone(),
            post: self.post.clone(),
            around: self.around.clone(),
            vector,
        };
        to.later(async move {
            answer(
                number,
                match ask(request).await {
                    Ok(Response::Assist { assist }) => Ok(assist),
                    Ok(other) => unexpected(other),
                    Err(failure) => Err(failure),
                },
            )
        });
    }

    pub(super) fn assisted(
        &mut self,
        number: u32,
        answer: Result<Box<Assist>, Failure>,
        to: &To<Msg>,
    ) {
        if number != self.asked {
            return;
        }
        self.assist = match answer {
            Ok(assist) => {
                self.look_deeper(number, &assist.meaning, to);
                Assisted::Ready(assist)
            }
            Err(failure) => Assisted::Failed(failure),
        };
    }

    /// Has the encoder read what the post means, unless it has.
    fn look_deeper(&self, number: u32, meaning: &str, to: &To<Msg>) {
        let known = self
            .meant
            .as_ref()
            .is_some_and(|meant| meant.text == meaning);
        if meaning.is_empty() || known {
            return;
        }
        let text = meaning.to_owned();
        to.later(async move {
            let vector = embed(text.clone()).await;
            Msg::Meant(number, vector.map(|vector| Meant { text, vector }))
        });
    }

    /// Without an encoder everything stays as it is.
    pub(super) fn meant(&mut self, number: u32, meant: Option<Meant>, to: &To<Msg>) {
        let Some(meant) = meant.filter(|_| number == self.asked) else {
            return;
        };
        self.ask_assist(meant.vector.clone(), to, Msg::Refined);
        self.meant = Some(meant);
    }

    /// The articles by their meaning; the drafts that use them too, unless the agent has taken one already. The rest
    /// may have changed since it was asked, and stays.
    pub(super) fn refined(&mut self, number: u32, answer: Result<Box<Assist>, Failure>) {
        let Assisted::Ready(shown) = &mut self.assist else {
            return;
        };
        let Some(refined) = answer.ok().filter(|_| number == self.asked) else {
            return;
        };
        self.better =
            first(&shown.articles) != first(&refined.articles) && self.search.found.is_none();
        shown.articles = refined.articles;
        shown.meaning = refined.meaning;
        shown.by_meaning = refined.by_meaning;
        if !self.took_draft {
            shown.drafts = refined.drafts;
        }
    }

    /// Whether the post counts in the agent's search.
    pub(super) fn with_post(&self) -> bool {
        self.search.with_post.unwrap_or(self.mark().is_some())
    }

    pub(super) fn search(&mut self, to: &To<Msg>) {
        self.search.number += 1;
        self.better = false;
        if self.search.words.trim().is_empty() {
            self.search.found = None;
            return;
        }
        self.ask_search(Vec::new(), to, Msg::Found);
    }

    fn ask_search(
        &self,
        vector: Vec<f32>,
        to: &To<Msg>,
        answer: fn(u32, String, Result<Found, Failure>) -> Msg,
    ) {
        let number = self.search.number;
        let query = self.search.words.trim().to_owned();
        let post = match &self.assist {
            Assisted::Ready(assist) if self.with_post() => assist.text.clone(),
            _ => String::new(),
        };
        let request = Request::Search {
            query: query.clone(),
            brand: self
                .mark()
                .map(|mark| mark.brand.clone())
                .unwrap_or_default(),
            post,
            vector,
        };
        to.later(async move { answer(number, query, find(request).await) });
    }

    pub(super) fn found(
        &mut self,
        number: u32,
        query: String,
        found: Result<Found, Failure>,
        to: &To<Msg>,
    ) {
        if number != self.search.number {
            return;
        }
        let meaning = found.as_ref().map(|found| found.meaning.clone());
        if let Ok(text) = meaning
            && !text.is_empty()
        {
            to.later(async move { Msg::SearchMeant(number, embed(text).await) });
        }
        self.search.found = Some((query, found.map(|found| found.articles)));
    }

    pub(super) fn search_meant(&mut self, number: u32, vector: Option<Vec<f32>>, to: &To<Msg>) {
        if let Some(vector) = vector.filter(|_| number == self.search.number) {
            self.ask_search(vector, to, Msg::FoundBetter);
        }
    }

    pub(super) fn found_better(
        &mut self,
        number: u32,
        query: String,
        found: Result<Found, Failure>,
    ) {
        let Some(found) = found.ok().filter(|_| number == self.search.number) else {
            return;
        };
        let Some((_, Ok(shown))) = &mut self.search.found else {
            return;
        };
        self.better = first(shown) != first(&found.articles);
        self.search.found = Some((query, Ok(found.articles)));
    }

    /// Back to the post's own articles. What was asked for the search is dropped when it comes.
    pub(super) fn end_search(&mut self) {
        self.better = false;
        self.search = Search {
            number: self.search.number + 1,
            ..Search::default()
        };
    }
}

fn first(articles: &[Suggestion]) -> Option<&ArticleRef> {
    articles.first().map(|article| &article.article)
}

async fn find(request: Request) -> Result<Found, Failure> {
    match ask(request).await? {
        Response::Found {
            articles, meaning, ..
        } => Ok(Found { articles, meaning }),
        other => unexpected(other),
    }
}
