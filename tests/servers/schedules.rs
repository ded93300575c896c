//! What `docs/van-hanh.md` and `packaging` give the schedulers of the system: systemd takes the units, and the commands of
//! the units, of cron and of the Task Scheduler do what they should.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Failed;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::running::program;
use crate::sample::{copy, run};

/// What stands for the program in the documents.
const PROGRAMS: [&str; 2] = ["/usr/local/bin/bantin", "C:\\bantin\\bantin.exe"];

fn text(path: &str) -> Result<String, Failed> {
    Ok(fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))?)
}

/// The units in the document, by their names.
fn units() -> Result<BTreeMap<String, String>, Failed> {
    let document = text("docs/van-hanh.md")?;
    let mut units: BTreeMap<String, String> = BTreeMap::new();
    let mut name = None;
    for line in document.lines() {
        match line.strip_prefix("# /etc/systemd/system/") {
            Some(of) => name = Some(of.to_owned()),
            None if line.starts_with("```") => name = None,
            None => {}
        }
        if let Some(name) = &name {
            let unit = units.entry(name.clone()).or_default();
            *unit += line;
            unit.push('\n');
        }
    }
    assert_eq!(units.len(), 3, "the document has a service, and a timer with its own: {:?}", units.keys());
    Ok(units)
}

/// systemd says nothing of the units, and knows the hours of the timer.
pub(crate) fn systemd() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("units");
    fs::create_dir_all(&folder)?;
    let units = units()?;
    for (name, unit) in &units {
        fs::write(folder.join(name), unit.replace(PROGRAMS[0], env!("CARGO_BIN_EXE_bantin")))?;
    }
    let analyze = || program("systemd-analyze").map(Command::new).ok_or("systemd is not installed");
    for name in units.keys() {
        let output = analyze()?.args(["verify", "--man=no"]).arg(folder.join(name)).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        // Others' units on this machine are theirs.
        let of_ours: Vec<&str> = said.lines().filter(|line| line.contains("bantin")).collect();
        assert!(output.status.success() && of_ours.is_empty(), "{name}: {said}");
    }
    let hours = units["bantin-once.timer"].lines().find_map(|line| line.strip_prefix("OnCalendar="));
    let output = analyze()?.args(["calendar", hours.ok_or("the timer has hours")?]).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// A site with the target that the documents name, and the folder that it is.
fn site(name: &str) -> Result<(PathBuf, PathBuf), Failed> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schedules").join(name);
    let _ = fs::remove_dir_all(&place);
    let root = place.join("site");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small"), &root);
    let settings = root.join("content/site.yaml");
    let served = place.join("www");
    fs::write(
        &settings,
        fs::read_to_string(&settings)? + &format!("publish:\n  may-chu: file:{}\n", served.display()),
    )?;
    Ok((root, served))
}

/// The task of Windows and its command line.
fn task() -> Result<String, Failed> {
    let xml = text("packaging/task-scheduler.xml")?;
    let mut reader = Reader::from_str(&xml);
    let (mut path, mut values) = (Vec::new(), BTreeMap::new());
    loop {
        match reader.read_event()? {
            Event::Start(tag) => path.push(tag.local_name().as_ref().to_owned()),
            Event::Text(text) => {
                values.insert(path.join("/"), text.xml10_content().trim().to_owned());
            }
            Event::End(_) => drop(path.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    let value = |path: &str| values.get(path).cloned().ok_or_else(|| format!("the task has no {path}"));
    assert_eq!(value("Task/Triggers/TimeTrigger/Repetition/Interval")?, "PT10M");
    assert_eq!(value("Task/Settings/MultipleInstancesPolicy")?, "IgnoreNew", "one run at a time");
    let (program, arguments) = (value("Task/Actions/Exec/Command")?, value("Task/Actions/Exec/Arguments")?);
    assert_eq!(value("Task/Actions/Exec/WorkingDirectory")?, "C:\\dan-van-kheo");
    Ok(format!("{program} {arguments}"))
}

/// Each command that the system starts every ten minutes builds and publishes, and a second time changes nothing.
pub(crate) fn commands() -> Result<(), Failed> {
    let units = units()?;
    let of_unit =
        |name: &str| units[name].lines().find_map(|line| line.strip_prefix("ExecStart=")).map(str::to_owned);
    let document = text("docs/van-hanh.md")?;
    let cron =
        document.lines().find_map(|line| line.strip_prefix("*/10 * * * * ")).ok_or("no line for cron")?;
    let once = [
        ("timer", of_unit("bantin-once.service").ok_or("no command in the service")?),
        ("cron", cron.to_owned()),
        ("task", task()?),
    ];
    for (name, command) in once {
        let (root, served) = site(name)?;
        let words: Vec<&str> = command.split(' ').collect();
        assert!(PROGRAMS.contains(&words[0]) && words[1] == "--root", "{command}");
        for _ in 0..2 {
            run(&root, &words[3..]);
            assert!(served.join("index.html").is_file(), "{command}");
        }
    }
    // The one that runs until it is stopped says the same but for that.
    let lasting = of_unit("bantin.service").ok_or("no command in the service")?;
    let (root, served) = site("service")?;
    let mut words: Vec<&str> = lasting.split(' ').skip(3).collect();
    assert!(!words.contains(&"--once"), "{lasting}");
    words.push("--once");
    run(&root, &words);
    assert!(served.join("index.html.br").is_file(), "{lasting}");
    Ok(())
}
