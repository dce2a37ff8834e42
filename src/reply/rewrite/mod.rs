//! A draft said in other words by a language model, where the lead has switched that on: the browser's own, or one
//! behind an endpoint that the lead names. Off by default.
//!
//! The core makes the prompt ([`prompt`]), reads the answer ([`read`]) and shows what would change ([`difference`]);
//! whoever has a network or a model asks. What comes back is believed in nothing: an answer that is not plainly the
//! draft in other words is refused, by name, and the draft stays.
//!
//! ```
//! use handrail::reply::rewrite::{Grounds, Refusal, read};
//! let grounds = Grounds { draft: "Your refund takes 5 working days.", article: &[] };
//! assert_eq!(read("\"It takes 5 working days.\"", &grounds), Ok("It takes 5 working days.".into()));
//! assert_eq!(read("It takes 2 days.", &grounds), Err(Refusal::Number));
//! ```

mod added;
mod answer;
mod difference;
mod lang;
mod prompt;
mod settings;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{Grounds, Refusal, read};
pub use difference::{Change, Run, difference};
pub use prompt::{Article, Prompt, Task, Wish, prompt};
pub use settings::{RewriteSettings, Rewriter};
