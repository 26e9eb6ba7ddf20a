//! Whatever has a name now, and what taking it does.

use super::{Entry, Kind, Palette, Target};
use crate::explorer::command::{self, Command, Context};
use crate::explorer::files::Choice;
use crate::explorer::overlay::list_cursor::{ListCursor, Pick};
use crate::explorer::overlay::{Overlay, Reaction};
use crate::explorer::{Effect, Focus, Panel, State, Tab};
use crate::model::comparison::differences;
use crate::scenario::{Definitions, Scenario, assignment, preset, registry};
use crate::sheets::SheetId;
use crate::sheets::wording;

/// The scenario with one assignment made, or why it cannot be.
fn assigned(definitions: &Definitions, scenario: &Scenario, text: &str) -> Result<Scenario, String> {
    let mut scenario = scenario.clone();
    assignment::assign(definitions, &mut scenario, [text]).map_err(|error| error.to_string())?;
    Ok(scenario)
}

impl Pick for Palette {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    /// Makes the assignment, or goes to what has the cursor.
    fn accept(&mut self, state: &mut State) -> Reaction {
        if let Some(text) = self.assignment() {
            return match assigned(&state.facts.definitions, &state.scenario, text) {
                Ok(scenario) => {
                    state.tell_change(text, scenario);
                    Reaction::GONE
                }
                Err(refusal) => {
                    self.refusal = Some(refusal);
                    Reaction::STAYS
                }
            };
        }
        let Some(target) = self.target().cloned() else {
            self.refusal = Some("Nothing is called that.".to_owned());
            return Reaction::STAYS;
        };
        Reaction::GivesWay(state.go_to(target))
    }
}

impl State {
    /// Opens the palette on everything that has a name now.
    pub fn open_palette(&mut self) {
        self.overlay = Some(Overlay::Palette(Palette::new(self.names())));
    }

    fn names(&self) -> Vec<Entry> {
        let entry = |kind, name: &str, id: &str, about: String, target| Entry {
            kind,
            name: name.to_owned(),
            id: id.to_owned(),
            about,
            target,
        };
        // What a newcomer looks for first: all of it is seen before anything is typed.
        let mut all: Vec<Entry> = Tab::ALL
            .map(|tab| entry(Kind::Page, tab.title(), tab.id(), self.spelt(tab.command()), Target::Page(tab)))
            .into();
        all.extend(preset::all().iter().map(|preset| {
            entry(Kind::Preset, &preset.name, "", preset.title.clone(), Target::Preset(preset.name.clone()))
        }));
        // The pages have entries of their own.
        let commands = command::ALL
            .iter()
            .copied()
            .filter(|command| Tab::ALL.iter().all(|tab| tab.command() != *command));
        all.extend(commands.map(|command| {
            let about = match command.context {
                Context::Everywhere => self.spelt(command),
                context => format!("{}: {}", context.title(), self.spelt(command)),
            };
            entry(Kind::Command, command.title, command.id, about, Target::Command(command))
        }));
        let definitions = &self.facts.definitions;
        all.extend(registry::keys().map(|key| {
            let row = registry::get(key);
            let value = definitions.display(key, definitions.value(&self.scenario, key));
            entry(Kind::Slider, row.label, row.id, format!("{value} {}", row.unit), Target::Slider(key))
        }));
        for tab in Tab::ALL {
            all.extend(tab.sheets(self.subject()).iter().map(|sheet| {
                let target = Target::Panel(tab, Panel::Sheet(sheet.id.clone()));
                entry(Kind::Table, &sheet.title, sheet.id.as_str(), format!("on {}", tab.title()), target)
            }));
            let charts = tab.panels(&[]).filter(|panel| !matches!(panel, Panel::Sheet(_)));
            all.extend(charts.map(|panel| {
                let (name, about) = (panel.name(), format!("on {}", tab.title()));
                entry(Kind::Chart, &name, "", about, Target::Panel(tab, panel))
            }));
        }
        all.extend(self.facts.catalog.figures().iter().map(|figure| {
            let about = wording::figure(figure, self.scenario.edition);
            entry(Kind::Figure, &figure.label, &figure.id, about, Target::Figure(figure.id.to_string()))
        }));
        all
    }

    /// Why the assignment that is being typed could not be taken as it stands.
    pub fn unassignable(&self, text: &str) -> Option<String> {
        assigned(&self.facts.definitions, &self.scenario, text).err()
    }

    /// The keys of a command.
    fn spelt(&self, command: &Command) -> String {
        let keys: Vec<String> = self.settings.keys.keys(command).iter().map(ToString::to_string).collect();
        keys.join("  ")
    }

    /// Takes what an assignment made of the scenario, and says all that it did: a share of the team moves the others.
    fn tell_change(&mut self, assignment: &str, scenario: Scenario) {
        let id = assignment.split('=').next().unwrap_or_default();
        if let Some(key) = registry::find(id.trim()) {
            self.inputs.select(key);
        }
        let definitions = &self.facts.definitions;
        self.notice = Some(if differences(definitions, &self.scenario, &scenario).is_empty() {
            "It is set so already.".to_owned()
        } else {
            format!("Set {}.", wording::differences::step(definitions, &self.scenario, &scenario))
        });
        self.change(scenario);
    }

    fn go_to(&mut self, target: Target) -> Effect {
        match target {
            Target::Command(command) => return self.run_from_afar(command),
            Target::Slider(key) => {
                self.focus = Focus::Inputs;
                self.inputs.select(key);
            }
            Target::Page(tab) => self.open(tab),
            Target::Panel(tab, panel) => self.open_panel(tab, &panel),
            Target::Preset(name) => return self.choose(Choice::Preset(name)),
            Target::Figure(id) => self.show_figure(&id),
        }
        Effect::None
    }

    /// Runs a command that has been called by its name: one for the sliders goes there first.
    fn run_from_afar(&mut self, command: &Command) -> Effect {
        if command.context == Context::Inputs {
            self.focus = Focus::Inputs;
        }
        if command.context == Context::Everywhere || Some(command.context) == command::context(self) {
            return command.run(self);
        }
        self.notice = command.elsewhere(&self.settings.keys, &self.settings.keys.call(command));
        Effect::None
    }

    /// Puts the cursor of the table of all figures on one.
    fn show_figure(&mut self, id: &str) {
        self.open_panel(Tab::Sources, &Panel::Sheet(SheetId::Figures));
        self.change_table(&SheetId::Figures, |table, sheet| {
            let row = sheet.rows.iter().position(|row| row.name() == id);
            if let Some(row) = row {
                table.find(sheet, row, 0);
            }
        });
    }
}
