//! `handrail triage`: a verdict for every post of a stream.

use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use handrail::brand::{Matcher, Mention, Profile, Words};
use handrail::conversation::{Conversations, Kind, Placed, Reader};
use handrail::encoder::Encoder;
use handrail::post::{Millis, Post};
use handrail::problem::Problem;
use handrail::text::moment;
use handrail::triage::heat::Circumstances;
use handrail::triage::learning::Learnt;
use handrail::triage::topics::TopicFile;
use handrail::triage::{Lang, Triage, Verdict};
use serde_json::{Value, json};

mod answer;
mod post;

use answer::Answer;

use crate::corrections::Corrections;
use crate::failure::Failure;
use crate::input::Lines;
use crate::{profile, second};

/// Judges posts: JSON lines in, JSON lines out in the same order.
///
/// In: `{"id", "text", "author"?, "lang"?, "at"?, "reply_to"?, "thread"?, "quoted"?, "repost"?, "promoted"?,
/// "truncated"?, "verified"?, "followers"?, "replies"?, "reposts"?}`; the id is text or a number, `at` is a moment as
/// text or in milliseconds, `reply_to` a post's id, a "@handle" or a list of these, `thread` any id that the posts of
/// one thread share. Other fields are passed over. A post is read in the context of the lines before it.
///
/// Out: `{"id", "mention": null | {"brand", "span", "by", "why"}, "intent", "scores", "urgency", "grievance", "needs_reply",
/// "no_reply": null | why nobody has to answer, "topics": [code], "heat", "heat_level", "heat_inputs": [{"input",
/// "points", "span"?}], "lang", "judged", "provisional", "second_look", "reasons": [{"span", "why", "weight"}]}`. Spans count Unicode characters (scalar
/// values). `mention` is null where no brand of the brands file is meant, or where the brand itself wrote the post; its
/// span is null where not the text but the conversation says so. English is judged by all intents; es, fr, de, pt, it
/// and ja as complaint or other; in any other language "judged" is false and nothing is claimed. A "lang" given decides
/// where the text is too short to tell its own.
///
/// A line that cannot be read is named on standard error and answered, in its place, with {"id", "error": {"code",
/// "path", "message"}} (the id is null where it is not known); the rest goes on, and the exit code is 1 at the end.
/// Blank lines are passed over.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// A TOML file of [[brand]] tables: name, handles, names, nicknames, exclude, ambiguous, certain, trade.
    #[arg(long, value_name = "FILE")]
    brands: Option<PathBuf>,
    /// Corrections that were exported from the options or made with `handrail learn`: what they teach counts for the
    /// posts that mean their brand (for all posts, without a brands file).
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// A file of a topic of your own (name, yes, no, and lines of points and phrases); may be given several times.
    #[arg(long, value_name = "FILE")]
    topics: Vec<PathBuf>,
    /// The moment from which the time without an answer counts, such as 2026-05-04T09:00:00Z; without it, the latest
    /// "at" so far.
    #[arg(long, value_name = "MOMENT")]
    now: Option<String>,
    #[command(flatten)]
    second: second::Looks,
    /// The posts; - or nothing is standard input.
    file: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let brands = args.brands.as_deref().map(profile::read).transpose()?;
    let corrections = args.corrections.as_deref();
    let corrections = corrections.map(|path| Corrections::read(path, brands.as_ref()));
    let brands = brands.unwrap_or_default();
    let judge = Judge::new(brands, corrections.transpose()?, &args.topics)?
        .looking_twice(args.second.encoder()?);
    let mut seen = Conversations::default();
    let given = args.now.as_deref().map(now).transpose()?;
    let mut latest = None;
    let mut lines = Lines::open(args.file.as_deref())?;
    let out = stdout().lock();
    // Standard output passes every line on at once, which a live stream wants and a file does not.
    let mut out: Box<dyn Write> = if lines.live {
        Box::new(out)
    } else {
        Box::new(BufWriter::with_capacity(1 << 16, out))
    };
    let mut failed = false;
    while let Some((_, parsed)) = lines.next()? {
        let known = parsed
            .as_ref()
            .ok()
            .and_then(|value| value.get("id"))
            .cloned();
        match parsed.and_then(|value| post::read(value, &lines)) {
            Ok(line) => {
                latest = latest.max(line.post.time);
                let text = line.post.text.clone();
                let placed = judge.place(&mut seen, line.post, given.or(latest));
                let answer = Answer::new(line.id, &text, &placed, &judge.profile, &judge.triage);
                serde_json::to_writer(&mut out, &answer)
            }
            Err(problem) => {
                failed = true;
                lines.report(&problem);
                serde_json::to_writer(&mut out, &fault(known, &problem))
            }
        }
        .map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The moment of `--now`.
fn now(text: &str) -> Result<Millis, Failure> {
    moment::parse(text).ok_or_else(|| {
        let message = format!("--now: “{text}” is no moment. Write it as 2026-05-04T09:00:00Z.");
        Failure::Message(message)
    })
}

/// The answer to a line that is not a post.
fn fault(id: Option<Value>, problem: &Problem) -> Value {
    let id = id.filter(|id| id.is_string() || id.is_number());
    let error = json!({"code": problem.code, "path": problem.path, "message": problem.message});
    json!({"id": id, "error": error})
}

/// The shipped model and the brands.
pub(crate) struct Judge {
    pub(crate) triage: Triage,
    profile: Profile,
    matcher: Matcher,
    corrections: Corrections,
    encoder: Option<Encoder>,
}

impl Judge {
    pub(crate) fn new(
        profile: Profile,
        corrections: Option<Corrections>,
        topic_files: &[PathBuf],
    ) -> Result<Self, Failure> {
        let weights = include_bytes!("../../triage/weights.bin");
        let mut triage =
            Triage::from_bytes(weights).map_err(|error| Failure::Message(error.to_string()))?;
        triage
            .set_languages(include_bytes!("../../triage/languages.bin"))
            .map_err(|error| Failure::Message(error.to_string()))?;
        topics(topic_files, &mut triage)?;
        let words = Words::new(include_bytes!("../../brand/words.txt").to_vec());
        let matcher = Matcher::new(&profile, &words);
        Ok(Self {
            triage,
            profile,
            matcher,
            corrections: corrections.unwrap_or_default(),
            encoder: None,
        })
    }

    /// With an encoder that looks at uncertain posts.
    pub(crate) fn looking_twice(self, encoder: Option<Encoder>) -> Self {
        Self { encoder, ..self }
    }

    /// The verdict on a post by itself, at the second look if the first leaves doubts.
    fn judge(&self, post: &Post, learnt: Option<&Learnt>) -> Verdict {
        let usual = post.lang.as_deref().map_or(Lang::English, Lang::from_tag);
        let first = self.triage.judge_in(&post.text, usual, learnt);
        match &self.encoder {
            Some(encoder) if first.wants_second_look() => {
                let second = encoder.judge(&post.text);
                let mut verdict = self.triage.refine(&post.text, usual, learnt, &second);
                // What is named first is a reason to the encoder too.
                while let Some((_, rest)) = verdict.without_first_reason(&post.text) {
                    let (whole, left) = ((&*post.text, &second), encoder.judge(&rest));
                    let intent = verdict.intent;
                    if self.triage.is_reason(intent, whole, (&rest, &left)) {
                        break;
                    }
                    verdict.reasons.remove(0);
                }
                verdict
            }
            _ => first,
        }
    }

    /// What corrections teach about the brand of that index; without brands, about the brand of their file.
    fn learnt(&self, brand: Option<usize>) -> Option<&Learnt> {
        let brand = brand.and_then(|brand| self.profile.brands.get(brand));
        self.corrections
            .about(brand.map(|brand| brand.name.as_str()))
    }

    /// Reads one post after those that `seen` remembers.
    pub(crate) fn place(
        &self,
        seen: &mut Conversations,
        post: Post,
        now: Option<Millis>,
    ) -> Placed {
        let judge = |post: &Post, brand: Option<usize>| self.judge(post, self.learnt(brand));
        let means = |mention: &Mention, post: &Post| {
            let learnt = self.learnt(Some(mention.brand));
            let learnt = learnt.filter(|_| mention.by.is_name());
            learnt.is_none_or(|learnt| self.triage.is_us(&post.text, learnt))
        };
        let reader = Reader {
            triage: &self.triage,
            matcher: &self.matcher,
            judge: &judge,
            means: &means,
            handled: &|_| false,
            now,
            all: true,
        };
        let (mut placed, _) = reader.read(seen, &mut [post]);
        placed.pop().flatten().unwrap_or_else(|| Placed {
            kind: Kind::Plain,
            mention: None,
            verdict: Verdict::default(),
            around: Circumstances::default(),
        })
    }

    /// The brand that the post means.
    pub(crate) fn mention(&self, placed: &Placed, text: &str) -> Option<Value> {
        answer::mention(placed.mention.as_ref()?, &self.profile, text)
    }
}

/// The team's topics from these files; what is wrong with them is said all at once, and then nothing is judged.
fn topics(paths: &[PathBuf], triage: &mut Triage) -> Result<(), Failure> {
    let mut files = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Failure::file(&name, &error))?;
        files.push(TopicFile { path: name, text });
    }
    let problems = triage.set_topics(&files);
    if problems.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Err(Failure::Message(lines.join("\n")))
}
