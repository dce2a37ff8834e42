//! What is asked of the engine.

use serde::{Deserialize, Serialize};

use crate::brand::{Decision, Profile};
use crate::desk::Event;
use crate::hours::Typed;
use crate::post::{Millis, PostKey};
use crate::protocol::{
    Base, DeskAsked, ImportAnswer, Look, RawFile, ReplyText, Seen, SetupAsked, TeamAsked,
};
use crate::reply::check::Policy;
use crate::reply::rewrite::RewriteSettings;
use crate::reply::way::BrandWays;
use crate::reply::{ReplySettings, TemplateFile};
use crate::site::RawPost;
use crate::triage::topics::TopicFile;

/// What is asked of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Request {
    /// Posts that the page shows: which are to be marked?
    Observe {
        /// The site's short name.
        site: String,
        /// One batch, in the page's order.
        posts: Vec<RawPost>,
        /// Keys of all posts on the page: those that the engine does not know are asked for.
        #[serde(default)]
        shown: Vec<String>,
    },
    /// Everything for the assist frame of one post.
    Assist {
        /// The site's short name.
        site: String,
        /// The post as the page shows it.
        post: RawPost,
        /// The other posts on the page, for its context.
        #[serde(default)]
        around: Vec<RawPost>,
        /// What the sentence encoder made of [`super::Assist::meaning`]; empty where it was not asked.
        #[serde(default)]
        vector: Vec<f32>,
    },
    /// Keep an act of the agent.
    Act {
        /// The act. Its id is made by the sender: sending again is safe.
        event: Event,
        /// The post, for a correction that others are to learn from.
        #[serde(default)]
        #[cfg_attr(target_arch = "wasm32", tsify(optional))]
        seen: Option<Seen>,
    },
    /// How the corrections stand that were made about a brand.
    Lessons {
        /// The brand's name.
        brand: String,
    },
    /// Those corrections as a file.
    LessonsFile {
        /// The brand's name.
        brand: String,
    },
    /// Take the corrections of a file: all, or none if one is wrong. Those that are here already count once.
    TakeLessons {
        /// The brand that they are to teach about.
        brand: String,
        /// JSON lines ([`crate::desk::from_lines`]).
        file: String,
        /// Whether to keep them; else they are only counted.
        keep: bool,
    },
    /// The brand profile.
    Profile,
    /// What is wrong with this profile?
    CheckProfile {
        /// The profile as typed.
        profile: Profile,
    },
    /// Keep this profile, if nothing fatal is wrong with it.
    SaveProfile {
        /// The profile as typed.
        profile: Profile,
    },
    /// Nicknames that were seen and wait for the lead.
    Nicknames,
    /// Add a nickname that was seen to its brand, dismiss it, or take that back.
    DecideNickname {
        /// The brand's name.
        brand: String,
        /// The nickname as it is listed.
        form: String,
        /// What becomes of it.
        decision: Decision,
    },
    /// The templates: the team's own, or those that come with Handrail.
    Templates,
    /// What is wrong with these templates, and what would they say?
    CheckTemplates {
        /// The files as typed.
        templates: Vec<TemplateFile>,
    },
    /// Keep these templates, if nothing fatal is wrong with them. None at all brings back the ones that come with Handrail.
    SaveTemplates {
        /// The files as typed.
        templates: Vec<TemplateFile>,
    },
    /// Drafts of the playbooks that an agent types for, whether they fit the post or not.
    FindReplies {
        /// The site's short name.
        site: String,
        /// The post as the page shows it.
        post: RawPost,
        /// The other posts on the page, for its context.
        #[serde(default)]
        around: Vec<RawPost>,
        /// As for [`Request::Assist`].
        #[serde(default)]
        vector: Vec<f32>,
        /// What was typed, with or without the slash before it.
        typed: String,
    },
    /// What fills the sign-off and so on in drafts.
    ReplySettings,
    /// Keep these settings, if nothing is wrong with them.
    SaveReplySettings {
        /// As typed.
        settings: ReplySettings,
    },
    /// Who rewrites drafts, if anybody does. The background keeps the key to itself and the options.
    Rewriting,
    /// Keep these settings, if nothing is wrong with them.
    SaveRewriting {
        /// As typed.
        settings: RewriteSettings,
    },
    /// What do the checks say of this reply?
    CheckReply {
        /// As it stands.
        reply: ReplyText,
    },
    /// The agent lets a reply go although a check held it. Sending it twice changes nothing.
    ReplyReleased {
        /// Made once where it happens.
        id: String,
        /// When.
        at: Millis,
        /// As it stands.
        reply: ReplyText,
    },
    /// A reply was sent. Telling it twice changes nothing.
    ReplySent {
        /// Made once where it happens.
        id: String,
        /// When.
        at: Millis,
        /// As it was sent.
        reply: ReplyText,
    },
    /// The lead's rules for the checks before sending.
    Checks,
    /// What is wrong with these rules?
    CheckChecks {
        /// As typed.
        policy: Policy,
    },
    /// Keep these rules, if nothing is wrong with them.
    SaveChecks {
        /// As typed.
        policy: Policy,
    },
    /// The team's own topics.
    Topics,
    /// What is wrong with these topics?
    CheckTopics {
        /// The files.
        topics: Vec<TopicFile>,
    },
    /// Keep these topics beside those that come with Handrail, if nothing fatal is wrong with them.
    SaveTopics {
        /// The files.
        topics: Vec<TopicFile>,
    },
    /// How the knowledge bases stand.
    Bases,
    /// Keep a knowledge base as it is set up here, new or known by its id.
    SaveBase {
        /// It.
        base: Base,
    },
    /// Remove a knowledge base with its articles.
    RemoveBase {
        /// Its id.
        id: String,
    },
    /// The articles of a knowledge base, or those of them that have these words.
    BaseArticles {
        /// Its id.
        id: String,
        /// Words; empty for all.
        query: String,
    },
    /// Start to import articles into a knowledge base; nothing is changed until [`Request::ImportCommit`].
    ImportBegin {
        /// As it is set up.
        base: Base,
    },
    /// Some of the files that were picked.
    ImportFiles {
        /// Any number, in any order.
        files: Vec<RawFile>,
    },
    /// What an import from the web wants next.
    ImportNext,
    /// What came.
    ImportTake {
        /// The answer to the last [`super::ImportStep::Fetch`].
        answer: ImportAnswer,
    },
    /// Build the index of everything that came since [`Request::ImportBegin`] and put it in the place of the old one.
    ImportCommit,
    /// Forget what came.
    ImportCancel,
    /// Texts of the knowledge bases that the sentence encoder has not read yet.
    Unread {
        /// At most so many.
        most: usize,
    },
    /// What the sentence encoder made of texts of [`Request::Unread`].
    Read {
        /// The knowledge base's id.
        base: String,
        /// When that base was imported: texts of another import are passed over.
        imported: Millis,
        /// The numbers of the texts.
        numbers: Vec<usize>,
        /// Their vectors, one after the other.
        vectors: Vec<f32>,
    },
    /// Search the knowledge bases with the agent's own words.
    Search {
        /// The words.
        query: String,
        /// The brand that is asked about; empty for any.
        #[serde(default)]
        brand: String,
        /// The customer's post, if it is to count too; else empty.
        #[serde(default)]
        post: String,
        /// What the sentence encoder made of [`super::Response::Found::meaning`]; empty where it was not asked.
        #[serde(default)]
        vector: Vec<f32>,
    },
    /// The lead's own synonyms.
    Synonyms,
    /// What is wrong with these synonyms?
    CheckSynonyms {
        /// A line a group.
        text: String,
    },
    /// Keep these synonyms.
    SaveSynonyms {
        /// A line a group.
        text: String,
    },
    /// What a complaint or question means, for [`super::Effect::Understand`]: is there an article for it?
    Meant {
        /// The post.
        post: PostKey,
        /// Its text.
        text: String,
        /// Of length 1; empty where there is no encoder.
        vector: Vec<f32>,
    },
    /// What is missing in the knowledge bases, and what each topic has.
    Gaps,
    /// Start an article for a gap.
    DraftArticle {
        /// [`super::Gap::id`].
        gap: String,
    },
    /// A gap needs no article.
    DismissGap {
        /// [`super::Gap::id`].
        gap: String,
    },
    /// Addresses of articles that were not looked at for a day; or all of a knowledge base.
    LinksDue {
        /// The knowledge base's id; empty for those of all that are due.
        base: String,
    },
    /// Where an article's address led.
    LinkSeen {
        /// The address.
        url: String,
        /// The HTTP status; 0 where no answer came.
        status: u16,
    },
    /// The hours and private ways of the brands.
    Ways,
    /// What is wrong with these?
    CheckWays {
        /// As typed.
        ways: Vec<BrandWays>,
    },
    /// Keep these, if nothing fatal is wrong with them. What was copied last stays as it is kept.
    SaveWays {
        /// As typed.
        ways: Vec<BrandWays>,
    },
    /// The hours of a brand were copied for its profile.
    HoursCopied {
        /// The brand's name.
        brand: String,
        /// The text that was copied.
        text: String,
    },
    /// Add the dates of a calendar file to those that are typed; nothing is kept.
    ImportHolidays {
        /// The file, as text.
        file: String,
        /// The hours that it is to be added to.
        hours: Typed,
    },
    /// The desk: the queue, a case, the hand-over, targets, what is kept of people.
    Desk {
        /// What.
        asked: DeskAsked,
    },
    /// What is set up as a whole: as one file, and by the organisation.
    Setup {
        /// What.
        asked: SetupAsked,
    },
    /// What the background tells of the team's server.
    Team {
        /// What.
        asked: TeamAsked,
    },
    /// What was promised and is still to be kept.
    Promises,
    /// How many posts are handled, and so on, for the panel.
    Status,
    /// What was seen at a second look that [`super::Effect::LookTwice`] asked for.
    Refine {
        /// It.
        look: Look,
    },
}
