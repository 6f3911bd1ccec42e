//! Runs over documents: in parallel, with the output in their order, in bounded memory.

use std::io::{self, IsTerminal};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::InputArgs;
use super::jobs::{Job, Jobs, Load, Loaded, load};
use super::terminal::{Output, say};
use crate::report::{Summary, count};

/// What stands around the documents of a report.
pub(super) struct Frame<'f> {
    /// Before all.
    pub(super) head: String,
    /// Between two.
    pub(super) between: &'static str,
    /// After all.
    pub(super) tail: Box<dyn Fn(&Summary) -> String + 'f>,
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcome {
    /// What was checked and found.
    pub(super) summary: Summary,
    /// Whether something could not be read or written.
    pub(super) failed: bool,
}

/// What came of one job.
enum Done {
    Document(String, Summary, bool),
    Nothing,
    Note(String),
    Problem(String),
}

/// Does `work` on every document. Output is the same whatever the number of threads.
pub(super) fn run(
    args: &InputArgs,
    quiet: bool,
    frame: &Frame<'_>,
    work: impl Fn(&Loaded) -> (String, Summary) + Sync,
) -> Outcome {
    let mut jobs = Jobs::new(args);
    let mut pool = Pool::new(args);
    let mut writer = Writer::new(frame, quiet);
    let one = |job| match load(job, args) {
        Load::Document(loaded) => {
            let (text, summary) = work(&loaded);
            Done::Document(text, summary, loaded.bad_date)
        }
        Load::Nothing => Done::Nothing,
        Load::Note(note) => Done::Note(note),
        Load::Problem(problem) => Done::Problem(problem),
    };
    let mut batch = jobs.batch();
    while !batch.is_empty() {
        let (done, next) = pool.map(batch, &one, &mut jobs);
        if !done.into_iter().all(|done| writer.take(done)) {
            return writer.outcome;
        }
        batch = next;
    }
    writer.finish()
}

/// Threads, which are started only when there is more than one thing to do.
struct Pool {
    threads: usize,
    pool: Option<ThreadPool>,
}

impl Pool {
    fn new(args: &InputArgs) -> Pool {
        let threads = args.threads.or_else(|| available_parallelism().ok()).map_or(1, usize::from);
        Pool { threads, pool: None }
    }

    /// Does all jobs of a batch, and meanwhile reads the next.
    fn map(
        &mut self,
        batch: Vec<Job>,
        one: &(impl Fn(Job) -> Done + Sync),
        jobs: &mut Jobs<'_>,
    ) -> (Vec<Done>, Vec<Job>) {
        if batch.len() > 1 && self.threads > 1 && self.pool.is_none() {
            self.pool = ThreadPoolBuilder::new().num_threads(self.threads).build().ok();
        }
        match self.pool.as_ref().filter(|_| batch.len() > 1) {
            None => (batch.into_iter().map(one).collect(), jobs.batch()),
            Some(pool) => pool.install(|| {
                rayon::join(|| batch.into_par_iter().with_max_len(1).map(one).collect(), || jobs.batch())
            }),
        }
    }
}

/// Puts together what came of the jobs, in their order.
struct Writer<'f> {
    frame: &'f Frame<'f>,
    output: Output,
    quiet: bool,
    /// Whether a document has been written.
    any: bool,
    bad_dates: usize,
    outcome: Outcome,
    progress: Progress,
}

impl<'f> Writer<'f> {
    fn new(frame: &'f Frame<'f>, quiet: bool) -> Writer<'f> {
        let mut output = Output::new();
        output.write(&frame.head);
        let progress = Progress::new(quiet);
        Writer { frame, output, quiet, any: false, bad_dates: 0, outcome: Outcome::default(), progress }
    }

    /// Writes what came of one job, and says whether to go on.
    fn take(&mut self, done: Done) -> bool {
        match done {
            Done::Nothing => true,
            Done::Problem(problem) => {
                self.outcome.failed = true;
                self.tell(&format!("error: {problem}"))
            }
            Done::Note(note) => self.quiet || self.tell(&format!("note: {note}")),
            Done::Document(text, summary, bad_date) => {
                self.outcome.summary.add(&summary);
                self.bad_dates += usize::from(bad_date);
                self.progress.advance(self.outcome.summary.documents);
                self.write(&text)
            }
        }
    }

    fn write(&mut self, text: &str) -> bool {
        if text.is_empty() {
            return true;
        }
        let between = if self.any { self.frame.between } else { "" };
        self.any = true;
        let output = &mut self.output;
        let open = self.progress.aside(|| output.write(between) && output.write(text));
        self.outcome.failed |= self.output.failed();
        open
    }

    /// Prints a line on standard error, after what has been found so far.
    fn tell(&mut self, message: &str) -> bool {
        let output = &mut self.output;
        self.progress.aside(|| {
            let open = output.flush();
            say(message);
            open
        })
    }

    fn finish(mut self) -> Outcome {
        self.progress.clear();
        let tail = (self.frame.tail)(&self.outcome.summary);
        self.output.write(&tail);
        self.output.flush();
        self.outcome.failed |= self.output.failed();
        if self.bad_dates > 0 && !self.quiet {
            let records = count(self.bad_dates, "record");
            say(&format!("note: {records} with a `date` that is not YYYY-MM-DD, read as if without"));
        }
        self.outcome
    }
}

/// Tells people at a terminal that a long run goes on.
struct Progress {
    started: Instant,
    shown: Option<Instant>,
    bar: Option<ProgressBar>,
}

/// How long a run is before it shows that it goes on, and how often it then says so.
const PATIENCE: Duration = Duration::from_secs(1);
const EVERY: Duration = Duration::from_millis(100);

impl Progress {
    fn new(quiet: bool) -> Progress {
        let bar = (!quiet && io::stderr().is_terminal()).then(ProgressBar::hidden);
        Progress { started: Instant::now(), shown: None, bar }
    }

    fn advance(&mut self, documents: usize) {
        let Some(bar) = &self.bar else { return };
        let now = Instant::now();
        if now - self.started < PATIENCE || self.shown.is_some_and(|shown| now - shown < EVERY) {
            return;
        }
        if self.shown.is_none() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            let template = ProgressStyle::with_template("{spinner} {pos} documents, {elapsed}");
            bar.set_style(template.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        }
        self.shown = Some(now);
        bar.set_position(documents as u64);
        bar.tick();
    }

    /// Does something that prints while nothing is in its way.
    fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match self.bar.as_ref().filter(|_| self.shown.is_some()) {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
