//! Loading rules, and `crossfoot rules`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;

use serde::Serialize;

use super::Status;
use super::args::{LookArgs, RuleArgs, RulesArgs, RulesFormat};
use super::input::{decode, read_file};
use super::jobs::walk_problem;
use super::terminal::{Output, error_style, say, unreadable};
use crate::report::{count, draw_rule_errors, tame};
use crate::rule::{Rule, RuleError, RuleFile, RuleSet, builtin_vocabulary};
use crate::yaml::{LOCATED, suggest};

/// The most that is read of a rule file; what is refused below it is refused with its name by whoever parses it.
const MAX_BYTES: u64 = 64 << 20;

/// Whatever went wrong has been told.
pub(super) struct Told;

/// The rules that the options ask for.
pub(super) fn load(args: &RuleArgs, look: &LookArgs) -> Result<&'static RuleSet, Told> {
    // Whoever asks for rules here reads figures with them, and the rules know nothing of the vocabulary: on a second core
    // it costs no time. Where no thread can be had, it is made when it is asked for. A user's rules may bring their own.
    if args.rules.is_empty() {
        let _ = thread::Builder::new().spawn(builtin_vocabulary);
    }
    let mut rules = load_all(&args.rules, look)?;
    let wrong = unknown(&args.only, &rules, "rule", ids)
        + unknown(&args.except, &rules, "rule", ids)
        + unknown(&args.pack, &rules, "pack", packs);
    if wrong > 0 {
        return Err(Told);
    }
    rules.retain(|rule| wanted(rule, args));
    Ok(kept(rules))
}

/// Rules live as long as the program: taking them apart at its end would be time lost.
fn kept(rules: RuleSet) -> &'static RuleSet {
    Box::leak(Box::new(rules))
}

/// The built-in rules and those of `paths`, all packs included.
pub(super) fn load_all(paths: &[PathBuf], look: &LookArgs) -> Result<RuleSet, Told> {
    if paths.is_empty() {
        return Ok(RuleSet::builtin());
    }
    let files = read(paths)?;
    RuleSet::load(&files).map_err(|errors| tell(&files, &errors, look))
}

/// Draws the first mistakes of rule files, and says how many there are: nobody mends more at once.
pub(super) fn tell(files: &[RuleFile], errors: &[RuleError], look: &LookArgs) -> Told {
    let shown = errors.get(..LOCATED).unwrap_or(errors);
    say(draw_rule_errors(files, shown, error_style(look)).trim_end_matches('\n'));
    if errors.len() > shown.len() {
        say(&format!("\nand {} more", errors.len() - shown.len()));
    }
    say(&format!("\nerror: {} in the rules; nothing was checked", count(errors.len(), "mistake")));
    Told
}

fn wanted(rule: &Rule, args: &RuleArgs) -> bool {
    let named = |list: &[String]| list.iter().any(|id| **id == *rule.id);
    if named(&args.except) {
        return false;
    }
    if !args.only.is_empty() {
        return named(&args.only);
    }
    rule.pack.as_ref().is_none_or(|pack| args.pack.contains(pack))
}

fn ids(rules: &RuleSet) -> BTreeSet<&str> {
    rules.rules().iter().map(|rule| &*rule.id).collect()
}

fn packs(rules: &RuleSet) -> BTreeSet<&str> {
    rules.rules().iter().filter_map(|rule| rule.pack.as_deref()).collect()
}

/// Tells of each name that is not among the known ones, and counts them.
fn unknown(
    names: &[String],
    rules: &RuleSet,
    what: &str,
    known: impl Fn(&RuleSet) -> BTreeSet<&str>,
) -> usize {
    let known = known(rules);
    let wrong = names.iter().filter(|name| !known.contains(name.as_str()));
    wrong.inspect(|name| say(&no_such(what, name, &known))).count()
}

/// What is said of a name that is not known.
pub(super) fn no_such(what: &str, name: &str, known: &BTreeSet<&str>) -> String {
    let help = match suggest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`crossfoot rules` lists them".to_owned(),
    };
    format!("error: there is no {what} `{name}`; {help}")
}

/// The rule files that paths name: files as they are, folders with every .yaml and .yml file below them.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Told> {
    let mut found = Vec::new();
    let mut failed = false;
    for path in paths {
        let before = found.len();
        if path.is_dir() {
            let walk = ignore::WalkBuilder::new(path).sort_by_file_name(Ord::cmp).build();
            let mut unread = false;
            for entry in walk {
                match entry {
                    Ok(entry) if entry.path().is_file() && is_yaml(entry.path()) => {
                        found.push(entry.into_path());
                    }
                    Ok(_) => {}
                    Err(error) => {
                        unread = true;
                        say(&format!("error: {}", walk_problem(path, &error)));
                    }
                }
            }
            if found.len() == before && !unread {
                say(&format!("error: {} has no .yaml file", tame(&path.to_string_lossy())));
            }
            failed |= found.len() == before || unread;
        } else {
            found.push(path.clone());
        }
    }
    let mut files = Vec::new();
    for path in found {
        match read_file(&path, MAX_BYTES).and_then(decode) {
            Ok(decoded) => files.push(RuleFile { path: path.display().to_string(), yaml: decoded.text }),
            Err(problem) => {
                failed = true;
                say(&format!("error: {}", unreadable(&path.to_string_lossy(), &problem)));
            }
        }
    }
    if failed { Err(Told) } else { Ok(files) }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// `crossfoot rules`.
pub(super) fn rules(args: &RulesArgs) -> Status {
    let chosen = args.rules.only.len() + args.rules.except.len() + args.rules.pack.len() > 0;
    let rules = if chosen {
        load(&args.rules, &args.look)
    } else {
        load_all(&args.rules.rules, &args.look).map(kept)
    };
    let Ok(rules) = rules else { return Status::Failed };
    let mut output = Output::new();
    output.write(&match args.format {
        RulesFormat::Table => table(rules.rules()),
        RulesFormat::Json => json(rules.rules()),
    });
    output.status()
}

fn table(rules: &[Rule]) -> String {
    let width = |heading: &str, of: fn(&Rule) -> &str| {
        rules.iter().map(|rule| of(rule).chars().count()).max().unwrap_or(0).max(heading.len())
    };
    let pack = |rule: &Rule| rule.pack.clone().unwrap_or_else(|| "-".to_owned());
    let id = width("rule", |rule| &rule.id);
    let packs = rules.iter().map(|rule| pack(rule).chars().count()).max().unwrap_or(0).max(4);
    let line = |rule: &Rule| {
        let (severity, pack) = (rule.severity.name(), pack(rule));
        format!("{:id$}  {severity:8}  {pack:packs$}  {}\n", rule.id, rule.title)
    };
    let head = format!("{:id$}  {:8}  {:packs$}  title\n", "rule", "severity", "pack");
    head + &rules.iter().map(line).collect::<String>()
}

#[derive(Serialize)]
struct RuleShape<'a> {
    id: &'a str,
    title: &'a str,
    severity: &'static str,
    pack: Option<&'a str>,
    why: &'a str,
    file: &'a str,
}

fn json(rules: &[Rule]) -> String {
    fn shape(rule: &Rule) -> RuleShape<'_> {
        let Rule { id, title, severity, why, pack, file, .. } = rule;
        RuleShape { id, title, severity: severity.name(), pack: pack.as_deref(), why, file }
    }
    let rules: Vec<RuleShape<'_>> = rules.iter().map(shape).collect();
    // The shape has nothing that JSON lacks.
    serde_json::to_string_pretty(&serde_json::json!({"schema_version": 1, "rules": rules}))
        .unwrap_or_default()
        + "\n"
}
