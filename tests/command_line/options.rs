//! Every option with every command, in front of it and behind it: what is given takes effect or is refused.

use std::fs;

use crate::{directory, program, refused};

/// The options of whatever evaluates a scenario.
const ALL: &[&str] = &["--set", "--as-of", "--edition", "--data", "--config"];

/// Every command, each with what makes all options matter that can, and with those options. That no configuration is
/// read can be said of every command but those that are about nothing else.
const COMMANDS: [(&[&str], &[&str]); 17] = [
    (&["report", "hybrid-product"], ALL),
    (&["compare", "saas-backend", "hybrid-product"], ALL),
    (&["snapshot"], &["--set", "--as-of", "--edition", "--data", "--theme", "--ascii"]),
    (&["presets"], &[]),
    (&["data"], &["--edition", "--data", "--config"]),
    (&["data", "list"], &["--edition", "--data", "--config"]),
    (&["data", "show", "web.fastify.rps"], &["--data", "--config"]),
    (&["data", "check", "good_data"], &["--edition", "--config"]),
    (&["data", "export", "EXPORT"], &[]),
    (&["parameters"], &["--set", "--edition", "--data", "--config"]),
    (&["import", "LOAD_TEST", "--runtime", "node", "--cores", "2"], ALL),
    (&["import", "LOAD_TEST"], &[]),
    (&["config", "path"], &["--config"]),
    (&["config", "check"], &["--config"]),
    (&["config", "default"], &[]),
    (&["completions", "bash"], &[]),
    (&["man"], &[]),
];

#[test]
fn an_option_takes_effect_or_is_refused() {
    let folder = directory("options");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (own, checked, config) = (path("own"), path("checked"), path("config.toml"));
    let web = fs::read_to_string("data/web.toml").unwrap();
    // Another throughput, and a median that contradicts it in one edition alone.
    let stated = "article = { value = 3.4, ";
    let audited =
        "audited = { value = 34, source = \"article\", date = \"2026-01-12\", confidence = \"judgement\" }";
    let changed =
        web.replace("value = 9340", "value = 9000").replacen(stated, &format!("{audited}\n{stated}"), 1);
    assert!(changed.contains("9000") && changed.contains(audited));
    for directory in [&own, &checked] {
        fs::create_dir(directory).unwrap();
        fs::write(format!("{directory}/web.toml"), &changed).unwrap();
    }
    fs::write(&config, format!("schema = 1\ndata = \"{own}\"\nedition = \"article\"\n")).unwrap();
    let options: [&[&str]; 8] = [
        &["--set", "baseline.set=measured-plain"],
        &["--as-of", "2026-01-01"],
        &["--edition", "article"],
        &["--data", &own],
        &["--theme", "light"],
        &["--ascii"],
        &["--config", &config],
        &["--no-config"],
    ];
    for (command, taken) in COMMANDS {
        let command: Vec<String> = command
            .iter()
            .map(|word| match *word {
                "good_data" => checked.clone(),
                "EXPORT" => path("export"),
                "LOAD_TEST" => "tests/loadtests/oha/oha-1.16-python-mix.json".to_owned(),
                word => word.to_owned(),
            })
            .collect();
        let run = |in_front: &[&str], behind: &[&str]| {
            let _ = fs::remove_dir_all(path("export"));
            let mut program = program();
            program.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("RUNTIME_EXPLORER_CONFIG");
            program.env("XDG_CONFIG_HOME", &folder).env("XDG_DATA_HOME", &folder);
            program.args(in_front).args(&command).args(behind).output().unwrap()
        };
        let plain = run(&[], &[]);
        assert!(plain.status.success(), "{command:?}: {}", String::from_utf8_lossy(&plain.stderr));
        for option in options {
            for (place, output) in [("in front of", run(option, &[])), ("behind", run(&[], option))] {
                let said = String::from_utf8(output.stderr).unwrap();
                let about = format!("{} {place} {command:?}: {said}", option.join(" "));
                let does_without = option == ["--no-config"] && taken != ["--config"];
                let matters = taken.contains(&option[0]) || does_without;
                assert_eq!(output.status.success(), matters, "{about}");
                if output.status.success() {
                    assert_eq!(said, "", "{about}");
                    // What is asked for holds of a command that reads no configuration, and of one that finds none.
                    let mut holds_anyway = option == ["--no-config"];
                    // In no built-in baseline do the editions part; in one of a data directory they may.
                    holds_anyway |= option[0] == "--edition" && command == ["parameters"];
                    assert!(output.stdout != plain.stdout || holds_anyway, "changes nothing: {about}");
                } else {
                    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{about}");
                    assert!(said.lines().next().unwrap().contains(option[0]), "{about}");
                }
            }
        }
    }
}

#[test]
fn help_names_the_options_that_a_command_takes() {
    let help = |command: &str| {
        let output = program().args(command.split(' ')).arg("--help").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let all = ["--set", "--as-of", "--edition", "--data", "--theme", "--ascii", "--config", "--no-config"];
    for (command, named) in [
        ("report", &["--set", "--as-of", "--edition", "--data", "--config", "--no-config"][..]),
        ("snapshot", &["--set", "--as-of", "--edition", "--data", "--theme", "--ascii"]),
        ("data show", &["--data", "--config", "--no-config"]),
        ("config path", &["--config", "--no-config"]),
        ("config check", &["--config", "--no-config"]),
        ("data export", &[]),
        ("presets", &[]),
    ] {
        let help = help(command);
        let is_named = |option: &&str| {
            help.lines().any(|line| line.trim_start().split([' ', ',']).any(|word| word == *option))
        };
        let told: Vec<&str> = all.into_iter().filter(is_named).collect();
        assert_eq!(told, named, "{command}");
    }
}

#[test]
fn help_says_what_each_command_is_about() {
    let about = |command: &str| {
        let output = program().args(command.split_whitespace()).arg("--help").output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(about(""), "Decide between Node.js, Python, Go and a hybrid of two, live.");
    let mut told = [
        "",
        "report",
        "compare",
        "snapshot",
        "presets",
        "data",
        "data list",
        "data show",
        "data check",
        "data export",
        "parameters",
        "import",
        "config",
        "config path",
        "config check",
        "config default",
        "completions",
        "man",
    ]
    .map(about);
    told.sort_unstable();
    assert!(told.windows(2).all(|pair| pair[0] != pair[1]), "{told:#?}");
}

#[test]
fn what_counts_once_is_refused_when_given_twice() {
    let own = directory("twice");
    let own = own.to_str().unwrap();
    let options: [(&[&str], &[&str]); 5] = [
        (&["--as-of", "2026-01-01"], &["--as-of", "2027-01-01"]),
        (&["--edition", "article"], &["--edition", "audited"]),
        (&["--data", own], &["--data", own]),
        (&["--theme", "dark"], &["--theme", "light"]),
        (&["--ascii"], &["--ascii"]),
    ];
    for (one, other) in options {
        let said = refused(&[one, &["snapshot"], other].concat());
        let expected = format!(
            "runtime-explorer: {} is given in front of the command and behind it: leave one out\n",
            one[0]
        );
        assert_eq!(said, expected);
        let said = refused(&[&["snapshot"], one, other].concat());
        assert!(said.contains(one[0]) && said.contains(" is given twice: leave one out"), "{said}");
    }
    let said = refused(&["report", "--format", "json", "--format", "text"]);
    assert!(said.contains("--format is given twice: leave one out"), "{said}");
    let said = refused(&["--config", "a", "report", "--config", "b"]);
    assert!(said.contains("--config is given in front of the command and behind it"), "{said}");
    for line in [
        ["--no-config", "config", "path", "--config", "a"],
        ["--config", "a", "config", "--no-config", "path"],
    ] {
        let said = refused(&line);
        assert!(said.contains("--config is given, and --no-config too"), "{said}");
    }
    let said = refused(&["--data", own, "data", "--data", own, "list"]);
    assert!(said.contains("--data is given"), "{said}");
}

#[test]
fn a_broken_configuration_is_in_the_way_of_nothing_that_reads_none() {
    let folder = directory("broken_config");
    let config = folder.join("config.toml");
    fs::write(&config, "schema = ").unwrap();
    let export = folder.join("export");
    for command in [&["data", "export", export.to_str().unwrap()][..], &["presets"], &["config", "default"]] {
        let output = program().env("RUNTIME_EXPLORER_CONFIG", &config).args(command).output().unwrap();
        assert!(output.status.success(), "{command:?}");
    }
}
