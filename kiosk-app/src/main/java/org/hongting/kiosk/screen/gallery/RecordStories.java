package org.hongting.kiosk.screen.gallery;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.meeting.Draft;
import org.hongting.kiosk.meeting.MeetingReply;
import org.hongting.kiosk.meeting.MinutesTemplate;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.checkin.CheckInViewModel;
import org.hongting.kiosk.screen.meeting.RecordViewModel;
import org.hongting.kiosk.table.Attendee;
import org.hongting.kiosk.table.Headcount;
import org.hongting.protocol.identity.MemberId;

/// The pages on which the record of a meeting is written.
final class RecordStories {
    private static final Attendee CHARGE = new Attendee(new MemberId("00000000000000c1"), "王*");
    private static final MeetingReply.Held HELD = new MeetingReply.Held(
            SampleStories.board("09:00", "支部党员大会", "计算机学院学生第一党支部", new Headcount(40, 31, 2)),
            MeetingReply.Phase.CLOSED);
    private static final MinutesTemplate TEMPLATE = MinutesTemplate.of("branch-assembly");
    private static final Draft DRAFT = new Draft(
            Map.of(
                    "chair", "支部书记主持，组织委员记录。",
                    "agenda", "一、传达学习上级精神\n二、讨论预备党员转正\n三、通报近期工作",
                    "decisions", "经表决，一致同意转为正式党员。"),
            List.of(new Draft.Vote("同意转为中共正式党员", 29, 1, 1)));

    private RecordStories() {}

    /// @param ready brings the screen to its idle state
    static Map<String, Consumer<CheckInViewModel>> all(Consumer<CheckInViewModel> ready) {
        Map<String, Consumer<CheckInViewModel>> stories = new LinkedHashMap<>();
        tell(stories, "empty", ready, model -> say(model, writing(Draft.EMPTY, 0, 0)));
        tell(stories, "parts", ready, model -> say(model, writing(DRAFT, 2, 1)));
        tell(stories, "wrong", ready, model -> {
            say(model, writing(DRAFT, 0, 0));
            pages(model).finish();
            say(model, new RecordReply.Wrong(RecordReply.Problem.TOO_MANY_VOTES, 1));
        });
        tell(stories, "text", ready, model -> {
            say(model, writing(DRAFT, 0, 0));
            pages(model).open(TEMPLATE.sections().get(1));
        });
        tell(stories, "vote", ready, model -> {
            say(model, writing(DRAFT, 0, 0));
            pages(model).openVote(0);
        });
        tell(stories, "vote-too-many", ready, model -> {
            say(model, writing(DRAFT, 0, 0));
            pages(model).openVote(0);
            pages(model).count(1, 0, 0);
        });
        tell(stories, "photographs", ready, model -> {
            say(model, writing(DRAFT, 3, 0));
            pages(model).openPhotographs();
        });
        tell(stories, "no-camera", ready, model -> {
            say(model, writing(DRAFT, 0, 0));
            pages(model).openPhotographs();
            pages(model).takePhotograph();
            say(model, new RecordReply.Wrong(RecordReply.Problem.NO_CAMERA, 0));
        });
        tell(stories, "finished", ready, model -> {
            say(model, writing(DRAFT, 0, 0));
            say(model, new RecordReply.Finished(HELD, 1));
        });
        return stories;
    }

    private static RecordReply.Writing writing(Draft draft, int photographs, int finished) {
        return new RecordReply.Writing(
                HELD,
                TEMPLATE,
                draft,
                IntStream.rangeClosed(1, photographs)
                        .mapToObj(number -> new RecordReply.Photograph(number, picture(number)))
                        .toList(),
                finished);
    }

    private static void tell(
            Map<String, Consumer<CheckInViewModel>> stories,
            String name,
            Consumer<CheckInViewModel> ready,
            Consumer<CheckInViewModel> then) {
        stories.put("touch-record-" + name, model -> {
            ready.accept(model);
            model.touch().openCharge();
            model.hear(TouchStories.VISIT, new Reply.ChargeOpened(CHARGE));
            model.touch().meetings().open();
            model.hear(TouchStories.VISIT, new MeetingReply.Shown(HELD, Map.of()));
            model.touch().meetings().write();
            then.accept(model);
        });
    }

    private static void say(CheckInViewModel model, RecordReply reply) {
        model.hear(TouchStories.VISIT, reply);
    }

    private static RecordViewModel pages(CheckInViewModel model) {
        return model.touch().meetings().records();
    }

    /// A room with a table, as far as a few shapes can say it.
    private static byte[] picture(int number) {
        BufferedImage room = new BufferedImage(640, 360, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = room.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, 640, 360);
        pen.setColor(Color.GRAY);
        pen.fillRect(80, 220, 480, 90);
        pen.setColor(Color.DARK_GRAY);
        for (int i = 0; i < number + 3; i++) {
            pen.fillOval(90 + i * 80, 140, 56, 56);
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(room, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
