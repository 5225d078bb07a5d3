package org.hongting.central.console;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.hongting.central.backup.Restoration;
import org.hongting.central.platform.security.Accounts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What the frame around every page shows.
@ControllerAdvice(annotations = Controller.class)
class PageModel {
    private final Accounts accounts;
    private final PageTimes times;
    private final Restoration restoration;

    PageModel(Accounts accounts, PageTimes times, Restoration restoration) {
        this.accounts = accounts;
        this.times = times;
        this.restoration = restoration;
    }

    @ModelAttribute
    void frame(Model model, HttpServletRequest request, @Nullable Principal principal) {
        model.addAttribute("times", times);
        boolean chinese = LocaleContextHolder.getLocale().getLanguage().equals("zh");
        model.addAttribute("lang", chinese ? "zh-CN" : "en");
        model.addAttribute("otherLanguage", chinese ? "en" : "zh");
        model.addAttribute("here", request.getRequestURI());
        if (principal != null) {
            model.addAttribute("account", principal.getName());
            model.addAttribute("isRestored", restoration.isShut());
            model.addAttribute(
                    "initialPassword",
                    accounts.find(principal.getName())
                            .map(Accounts.Account::mustChange)
                            .orElse(false));
        }
    }
}
