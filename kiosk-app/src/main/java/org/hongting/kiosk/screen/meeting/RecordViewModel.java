package org.hongting.kiosk.screen.meeting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hongting.kiosk.meeting.Draft;
import org.hongting.kiosk.meeting.MinutesTemplate;
import org.hongting.kiosk.meeting.RecordAsk;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.protocol.identity.MeetingId;
import org.hongting.protocol.port.Scheduler;
import org.hongting.protocol.port.Scheduler.Cancellable;
import org.hongting.protocol.record.MeetingMinutes;
import org.hongting.protocol.record.VoteCount;

/// What is written of one meeting, until it is finished or wiped. What was typed is kept by the desk two seconds after
/// the last sign, and at every turn of a page: a power cut costs no more. Confined to the thread of the touch screen.
public final class RecordViewModel {
    /// After the last sign.
    static final Duration KEPT_AFTER = Duration.ofSeconds(2);

    private final MeetingScreen screen;
    private final Scheduler scheduler;
    private final Consumer<RecordPage> show;
    private final Map<String, String> texts = new HashMap<>();
    private final List<Draft.Vote> votes = new ArrayList<>();
    private Optional<MeetingId> meeting = Optional.empty();
    private Optional<RecordPage> page = Optional.empty();
    private Cancellable keeping = () -> {};

    RecordViewModel(MeetingScreen screen, Scheduler scheduler, Consumer<RecordPage> show) {
        this.screen = screen;
        this.scheduler = scheduler;
        this.show = show;
    }

    void open(MeetingId of) {
        forget();
        meeting = Optional.of(of);
        turn(new RecordPage.Loading());
        screen.ask(new RecordAsk.Write(of));
    }

    /// What the desk says.
    public void hear(RecordReply reply) {
        if (meeting.isEmpty()) {
            return;
        }
        switch (reply) {
            case RecordReply.Writing writing -> hear(writing);
            case RecordReply.Kept _ -> {
                // Nobody need know.
            }
            case RecordReply.Finished done -> {
                forgetTexts();
                turn(new RecordPage.Finished(done));
            }
            case RecordReply.Wrong wrong -> hear(wrong);
            case RecordReply.Refused _ -> {
                // The touch screen shows it like any refusal.
            }
        }
    }

    private void hear(RecordReply.Writing writing) {
        switch (page.orElse(null)) {
            case RecordPage.Photographs _ -> turn(new RecordPage.Photographs(writing, Optional.empty(), false));
            case RecordPage.Loading _ -> {
                texts.putAll(writing.draft().texts());
                votes.addAll(writing.draft().votes());
                turn(new RecordPage.Parts(writing, Optional.empty(), false));
            }
            case null, default -> {}
        }
    }

    private void hear(RecordReply.Wrong wrong) {
        switch (page.orElse(null)) {
            case RecordPage.Parts parts -> turn(new RecordPage.Parts(parts.writing(), Optional.of(wrong), false));
            case RecordPage.Photographs photographs ->
                turn(new RecordPage.Photographs(photographs.writing(), Optional.of(wrong), false));
            case null, default -> {}
        }
    }

    /// What stands in a section.
    public String text(String section) {
        return texts.getOrDefault(section, "");
    }

    /// Somebody typed, or tapped a phrase.
    public void type(String section, String text) {
        texts.put(section, text);
        keepSoon();
    }

    public List<Draft.Vote> votes() {
        return List.copyOf(votes);
    }

    public void open(MinutesTemplate.Section section) {
        writing().ifPresent(writing -> turn(new RecordPage.Text(writing, section)));
    }

    /// Opens a vote; the one behind the last is a new one.
    public void openVote(int index) {
        writing().ifPresent(writing -> {
            if (index == votes.size() && votes.size() < MeetingMinutes.MOTIONS) {
                votes.add(Draft.Vote.NONE);
            }
            if (index < votes.size()) {
                turn(new RecordPage.Vote(writing, index, 0));
            }
        });
    }

    /// What is voted on, as it is typed.
    public void motion(String text) {
        onVote((vote, index) -> {
            votes.set(index, new Draft.Vote(text, vote.inFavour(), vote.against(), vote.abstained()));
            keepSoon();
        });
    }

    /// More or fewer votes of each kind.
    public void count(int inFavour, int against, int abstained) {
        onVote((vote, index) -> {
            Draft.Vote counted = new Draft.Vote(
                    vote.motion(),
                    within(vote.inFavour() + inFavour),
                    within(vote.against() + against),
                    within(vote.abstained() + abstained));
            votes.set(index, counted);
            keepSoon();
            again(index);
        });
    }

    /// A phrase in the place of what was typed.
    public void phrase(String text) {
        motion(text);
        onVote((_, index) -> again(index));
    }

    private void again(int index) {
        if (page.orElse(null) instanceof RecordPage.Vote open) {
            turn(new RecordPage.Vote(open.writing(), index, open.turn() + 1));
        }
    }

    /// Takes the vote out.
    public void discardVote() {
        onVote((_, index) -> {
            votes.remove(index);
            done();
        });
    }

    private interface OnVote {
        void act(Draft.Vote vote, int index);
    }

    private void onVote(OnVote act) {
        if (page.orElse(null) instanceof RecordPage.Vote open && open.index() < votes.size()) {
            act.act(votes.get(open.index()), open.index());
        }
    }

    private static int within(int count) {
        return Math.clamp(count, 0, VoteCount.MOST);
    }

    public void openPhotographs() {
        writing().ifPresent(writing -> turn(new RecordPage.Photographs(writing, Optional.empty(), false)));
    }

    public void takePhotograph() {
        if (page.orElse(null) instanceof RecordPage.Photographs open && !open.busy()) {
            turn(new RecordPage.Photographs(open.writing(), Optional.empty(), true));
            meeting.ifPresent(of -> screen.ask(new RecordAsk.Photograph(of)));
        }
    }

    public void discard(RecordReply.Photograph photograph) {
        meeting.ifPresent(of -> screen.ask(new RecordAsk.Discard(of, photograph.number())));
    }

    /// Back to all parts.
    public void done() {
        keep();
        writing().ifPresent(writing -> turn(new RecordPage.Parts(writing, Optional.empty(), false)));
    }

    public void finish() {
        if (page.orElse(null) instanceof RecordPage.Parts parts && !parts.busy()) {
            keeping.cancel();
            turn(new RecordPage.Parts(parts.writing(), Optional.empty(), true));
            meeting.ifPresent(of -> screen.ask(new RecordAsk.Finish(of, draft(), parts.toBeRecounted())));
        }
    }

    /// One page back.
    ///
    /// @return the meeting, where its own page comes before
    Optional<MeetingId> back() {
        if (page.orElse(null) instanceof RecordPage.Text
                || page.orElse(null) instanceof RecordPage.Vote
                || page.orElse(null) instanceof RecordPage.Photographs) {
            done();
            return Optional.empty();
        }
        Optional<MeetingId> of = meeting;
        forget();
        return of;
    }

    /// What was written is kept by the desk, and nothing of it stays here. What is being finished was kept with
    /// that: kept once more it would be a draft of what is filed, without its photographs.
    void forget() {
        if (writing().isPresent()) {
            keep();
        }
        keeping.cancel();
        forgetTexts();
        meeting = Optional.empty();
        page = Optional.empty();
    }

    private void forgetTexts() {
        keeping.cancel();
        texts.clear();
        votes.clear();
    }

    private Draft draft() {
        return new Draft(texts, votes);
    }

    private void keepSoon() {
        screen.touched();
        keeping.cancel();
        keeping = scheduler.after(KEPT_AFTER, this::keep);
    }

    private void keep() {
        keeping.cancel();
        meeting.ifPresent(of -> screen.ask(new RecordAsk.Keep(of, draft())));
    }

    /// What the page is about; nothing while it is being finished.
    private Optional<RecordReply.Writing> writing() {
        return page.flatMap(open -> switch (open) {
            case RecordPage.Parts parts -> Optional.of(parts.writing()).filter(_ -> !parts.busy());
            case RecordPage.Text text -> Optional.of(text.writing());
            case RecordPage.Vote vote -> Optional.of(vote.writing());
            case RecordPage.Photographs photographs -> Optional.of(photographs.writing());
            case RecordPage.Loading _, RecordPage.Finished _ -> Optional.empty();
        });
    }

    private void turn(RecordPage next) {
        page = Optional.of(next);
        show.accept(next);
    }
}
