package org.hongting.central.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hongting.central.configuration.Configurations;
import org.hongting.central.configuration.Edition;
import org.hongting.central.configuration.Groups;
import org.hongting.central.configuration.Inheritance;
import org.hongting.central.configuration.Origin;
import org.hongting.central.configuration.Scope;
import org.hongting.central.configuration.Shadow;
import org.hongting.central.configuration.Shadows;
import org.hongting.protocol.Words;
import org.hongting.protocol.configuration.SettingKey;
import org.hongting.protocol.configuration.ValueForm;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// What the pages of a configuration show.
@Component
class ConfigurationModel {
    private static final int EDITIONS = 10;

    private final Database database;
    private final Configurations configurations;
    private final Groups groups;
    private final Shadows shadows;

    ConfigurationModel(Database database, Configurations configurations, Groups groups, Shadows shadows) {
        this.database = database;
        this.configurations = configurations;
        this.groups = groups;
        this.shadows = shadows;
    }

    /// One key on the page.
    ///
    /// @param shown what stands in its field
    /// @param was what stood there when the page was made
    /// @param set whether it is set for this very scope
    /// @param form how it is entered
    public record Row(
            SettingKey key,
            String word,
            String shown,
            String was,
            String origin,
            boolean set,
            boolean wrong,
            String inherited,
            String inheritedFrom,
            ValueForm form) {
        /// The case of the form, for the template.
        public String kind() {
            return form.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        public boolean has(String choice) {
            return form instanceof ValueForm.Some some && some.of(shown).contains(choice);
        }
    }

    /// Fills in everything but head and problems.
    ///
    /// @param entered what somebody has entered that was not saved
    /// @param wrong keys to be marked
    void fill(Scope scope, Map<String, String> entered, List<String> wrong, Model model) {
        Edition edition = database.reading(transaction -> configurations.find(transaction, scope));
        Inheritance inheritance = database.reading(transaction -> configurations.inheritance(transaction, scope));
        List<String> local = List.of();
        if (scope.word().startsWith("terminal/")) {
            TerminalId terminal = new TerminalId(scope.word().substring("terminal/".length()));
            Optional<Shadow> shadow = database.reading(transaction -> shadows.find(transaction, terminal));
            local = shadow.flatMap(Shadow::reported).map(Shadow.Report::local).orElse(List.of());
            model.addAttribute("shadow", shadow.orElse(null));
            model.addAttribute(
                    "group",
                    database.reading(transaction -> Groups.of(transaction, terminal))
                            .map(Groups.Group::id)
                            .orElse(""));
        }
        List<String> atMachine = local;
        model.addAttribute("edition", edition);
        model.addAttribute(
                "rows",
                inheritance.all().stream()
                        .map(one -> row(one, edition, entered, wrong, atMachine))
                        .toList());
        model.addAttribute("editions", database.reading(tx -> configurations.all(tx, scope, EDITIONS)));
        model.addAttribute("groups", database.reading(groups::all));
        model.addAttribute("nameCharacters", Groups.NAME_CHARACTERS);
    }

    private static Row row(
            Inheritance.Effective one,
            Edition edition,
            Map<String, String> entered,
            List<String> wrong,
            List<String> local) {
        String word = one.key().word();
        return new Row(
                one.key(),
                word,
                entered.getOrDefault(word, one.value()),
                one.value(),
                Words.of(local.contains(word) ? Origin.MACHINE : one.origin()),
                edition.values().containsKey(word),
                wrong.contains(word),
                one.inherited(),
                Words.of(one.inheritedFrom()),
                one.key().form());
    }
}
