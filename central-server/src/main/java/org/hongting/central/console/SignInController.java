package org.hongting.central.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import org.hongting.central.platform.AuditLog;
import org.hongting.central.platform.security.Accounts;
import org.hongting.central.platform.security.FirstSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Signing in, the language, and one's own password.
@Controller
class SignInController {
    private final Accounts accounts;
    private final FirstSignIn first;
    private final AuditLog audit;
    private final LanguageChoice languages = new LanguageChoice();

    SignInController(Accounts accounts, FirstSignIn first, AuditLog audit) {
        this.accounts = accounts;
        this.first = first;
        this.audit = audit;
    }

    @GetMapping("/sign-in")
    String signIn(@RequestParam Map<String, String> parameters, Model model) {
        for (String answer : new String[] {"refused", "locked", "out"}) {
            if (parameters.containsKey(answer)) {
                model.addAttribute("answer", "sign-in." + answer);
            }
        }
        return "sign-in";
    }

    @PostMapping("/language")
    String language(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        languages.setLocale(request, response, LanguageChoice.offered(language));
        return "redirect:" + local(back);
    }

    /// Only a path of ours: an address elsewhere would let a link lead people away.
    private static String local(String path) {
        return path.matches("/[a-zA-Z0-9/_-]*") && !path.startsWith("//") ? path : "/";
    }

    @GetMapping("/account")
    String account(Model model) {
        model.addAttribute("section", "system");
        return "account";
    }

    @PostMapping("/account")
    String setPassword(
            @RequestParam String current,
            @RequestParam String wanted,
            @RequestParam String again,
            @Nullable Principal principal,
            Model model) {
        String name = principal == null ? "" : principal.getName();
        String problem = !wanted.equals(again)
                ? "account.differs"
                : !Accounts.isPassword(wanted)
                        ? "account.too-short"
                        : accounts.verify(name, current).isEmpty() ? "account.wrong" : "";
        if (problem.isEmpty()) {
            accounts.setPassword(name, wanted);
            audit.record(name, "account.password", name, "");
            if (name.equals(FirstSignIn.ACCOUNT)) {
                first.forget();
            }
            model.addAttribute("initialPassword", false);
        }
        model.addAttribute("section", "system");
        model.addAttribute("problem", problem);
        model.addAttribute("done", problem.isEmpty());
        return "account";
    }
}
