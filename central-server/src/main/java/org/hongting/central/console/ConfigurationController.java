package org.hongting.central.console;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.hongting.central.configuration.ConfigurationRefusal;
import org.hongting.central.configuration.Configurations;
import org.hongting.central.configuration.Desired;
import org.hongting.central.configuration.Groups;
import org.hongting.central.configuration.Scope;
import org.hongting.protocol.Words;
import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.port.Database;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What terminals are to be like: for the site, for groups, for one terminal.
@Controller
class ConfigurationController {
    private static final String SITE = "/configuration";

    private final Database database;
    private final Configurations configurations;
    private final Groups groups;
    private final Desired desired;
    private final ConfigurationModel page;
    private final TerminalBoard terminals;

    ConfigurationController(
            Database database,
            Configurations configurations,
            Groups groups,
            Desired desired,
            ConfigurationModel page,
            TerminalBoard terminals) {
        this.database = database;
        this.configurations = configurations;
        this.groups = groups;
        this.desired = desired;
        this.page = page;
        this.terminals = terminals;
    }

    @ModelAttribute("section")
    String section() {
        return "terminals";
    }

    /// A scope with where its page is and what it is called.
    private record Place(Scope scope, String address, String name) {}

    private static Place site() {
        return new Place(Scope.SITE, SITE, "");
    }

    private Place group(String id) {
        Groups.Group group = database.reading(transaction -> groups.find(transaction, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new Place(Scope.ofGroup(group.id()), SITE + "/groups/" + group.id(), group.name());
    }

    private Place terminal(String id) {
        TerminalBoard.Terminal terminal = terminals
                .find(id)
                .filter(found -> !found.revoked())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new Place(
                Scope.of(new TerminalId(terminal.id())),
                "/terminals/" + terminal.id() + "/configuration",
                terminal.name());
    }

    @GetMapping(SITE)
    String showSite(Model model) {
        return show(site(), Map.of(), List.of(), model);
    }

    @GetMapping(SITE + "/groups/{id}")
    String showGroup(@PathVariable String id, Model model) {
        return show(group(id), Map.of(), List.of(), model);
    }

    @GetMapping("/terminals/{id}/configuration")
    String showTerminal(@PathVariable String id, Model model) {
        Place place = terminal(id);
        model.addAttribute("terminal", id);
        return show(place, Map.of(), List.of(), model);
    }

    private String show(Place place, Map<String, String> entered, List<String> wrong, Model model) {
        model.addAttribute("place", place.name());
        model.addAttribute("address", place.address());
        model.addAttribute("kind", place.scope().word().replaceFirst("/.*", ""));
        page.fill(place.scope(), entered, wrong, model);
        return "configuration";
    }

    @PostMapping(SITE)
    String saveSite(
            @RequestParam MultiValueMap<String, String> fields,
            Principal principal,
            Model model,
            RedirectAttributes back) {
        return save(site(), new ConfigurationForm(fields), principal, model, back);
    }

    @PostMapping(SITE + "/groups/{id}")
    String saveGroup(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            Principal principal,
            Model model,
            RedirectAttributes back) {
        return save(group(id), new ConfigurationForm(fields), principal, model, back);
    }

    @PostMapping("/terminals/{id}/configuration")
    String saveTerminal(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> fields,
            Principal principal,
            Model model,
            RedirectAttributes back) {
        model.addAttribute("terminal", id);
        return save(terminal(id), new ConfigurationForm(fields), principal, model, back);
    }

    /// What was not saved stands in the fields again, over what is there now.
    private String save(
            Place place, ConfigurationForm form, Principal principal, Model model, RedirectAttributes back) {
        try {
            Configurations.Saved saved = database.inTransaction(transaction -> {
                SortedMap<String, String> set = configurations
                        .at(transaction, place.scope(), form.base())
                        .values();
                return configurations.save(
                        transaction, place.scope(), form.base(), form.wanted(set), principal.getName());
            });
            back.addFlashAttribute("done", saved.merged() ? "configuration.merged" : "configuration.saved");
            return "redirect:" + place.address();
        } catch (ConfigurationRefusal e) {
            model.addAttribute("problem", "configuration.problem." + Words.of(e.reason()));
            model.addAttribute("blamed", e.keys());
            return show(place, form.changed(), e.keys(), model);
        }
    }

    @PostMapping("/terminals/{id}/configuration/again")
    String again(@PathVariable String id, Principal principal, RedirectAttributes back) {
        Place place = terminal(id);
        return act(
                place.address(),
                back,
                "configuration.asked-again",
                () -> database.inTransaction(transaction -> {
                    desired.again(transaction, new TerminalId(id), principal.getName());
                    return id;
                }));
    }

    @PostMapping("/terminals/{id}/configuration/group")
    String join(@PathVariable String id, @RequestParam String group, Principal principal, RedirectAttributes back) {
        Place place = terminal(id);
        return act(
                place.address(),
                back,
                "configuration.saved",
                () -> database.inTransaction(transaction -> {
                    groups.put(transaction, new TerminalId(id), group, principal.getName());
                    return id;
                }));
    }

    @PostMapping(SITE + "/groups")
    String make(@RequestParam String name, Principal principal, RedirectAttributes back) {
        return act(
                SITE,
                back,
                "configuration.saved",
                () -> database.inTransaction(transaction -> groups.make(transaction, name, principal.getName())));
    }

    @PostMapping(SITE + "/groups/{id}/removed")
    String remove(@PathVariable String id, Principal principal, RedirectAttributes back) {
        return act(
                SITE,
                back,
                "configuration.saved",
                () -> database.inTransaction(transaction -> {
                    groups.remove(transaction, id, principal.getName());
                    return id;
                }));
    }

    private static String act(String address, RedirectAttributes back, String done, Runnable act) {
        try {
            act.run();
            back.addFlashAttribute("done", done);
        } catch (ConfigurationRefusal e) {
            back.addFlashAttribute("problem", "configuration.problem." + Words.of(e.reason()));
        }
        return "redirect:" + address;
    }
}
