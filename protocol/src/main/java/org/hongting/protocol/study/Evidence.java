package org.hongting.protocol.study;

import com.fasterxml.jackson.annotation.JsonValue;

/// What shows that somebody is learning at this moment.
public enum Evidence {
    /// Any touch that leads nowhere.
    TOUCH(false),
    /// By itself it leads nowhere: the page that is turned to brings its own time.
    PAGE_TURN(false),
    /// Further on in the page than at any time since the lesson was opened. To and fro is [#TOUCH].
    SCROLL(true),
    /// Another answer than the one that is held. The same once more is [#TOUCH].
    ANSWER(true),
    /// 「继续学习」, after the screen asked.
    PRESENCE(false),
    /// The lesson was finished, or somebody signed out.
    FINISH(true),
    /// A card or a pass of the person who is signed in.
    CARD(false),
    /// The clock of a film or recording ran as fast as time does. It shows that the machine plays, and nobody's hand.
    MEDIA(true);

    private final boolean onward;

    Evidence(boolean onward) {
        this.onward = onward;
    }

    /// Whether something of the content was done by it. What leads nowhere extends the time of a page only so far.
    public boolean isOnward() {
        return onward;
    }

    /// Whether it comes from a person.
    public boolean isHuman() {
        return this != MEDIA;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
