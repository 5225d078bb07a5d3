package org.hongting.kiosk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.hongting.device.CredentialRead;
import org.hongting.device.DeviceName;
import org.hongting.kiosk.checkin.Announcement;
import org.hongting.kiosk.checkin.Decision;
import org.hongting.kiosk.checkin.Reply;
import org.hongting.kiosk.checkin.Station;
import org.hongting.kiosk.checkin.StickNotice;
import org.hongting.kiosk.meeting.RecordReply;
import org.hongting.kiosk.screen.checkin.ClaimTrouble;
import org.hongting.kiosk.table.Search;
import org.hongting.protocol.configuration.Configuration;
import org.hongting.protocol.document.DocumentName;
import org.hongting.protocol.record.TestedPart;

/// What the terminal says.
final class Ears implements TerminalFace {
    final BlockingQueue<Object> said = new LinkedBlockingQueue<>();
    volatile boolean online;
    volatile long pending = 1;
    volatile Optional<StickNotice> stick = Optional.empty();

    @Override
    public void answer(CredentialRead read, Decision decision) {
        said.add(decision);
    }

    @Override
    public void station(Station station) {
        pending = station.pending();
        stick = station.stick();
        online = station.online();
    }

    @Override
    public void recovered() {}

    @Override
    public void device(DeviceName device, boolean present) {}

    @Override
    public void document(DocumentName document) {
        said.add(document);
    }

    @Override
    public void reply(int visit, Reply reply) {
        said.add(reply);
    }

    @Override
    public void settled(Decision decision) {
        said.add(decision);
    }

    @Override
    public void found(int visit, String typed, Search found) {
        said.add(found);
    }

    @Override
    public void record(int visit, RecordReply reply) {
        said.add(reply);
    }

    @Override
    public void photograph(Consumer<Optional<byte[]>> taken) {
        taken.accept(Optional.of(picture()));
    }

    @Override
    public void whenAsked(Consumer<Boolean> free) {
        free.accept(true);
    }

    @Override
    public void announce(Announcement announcement, Consumer<Boolean> gone) {
        said.add(announcement);
        gone.accept(true);
    }

    @Override
    public void attract() {}

    @Override
    public void configure(Configuration configuration, Consumer<Boolean> ready) {
        said.add(configuration);
        ready.accept(true);
    }

    @Override
    public void shutOut(ClaimTrouble why) {
        said.add(why);
    }

    @Override
    public void restart() {
        said.add(Kiosk.START_AGAIN);
    }

    @Override
    public void restartMachine() {
        said.add(Kiosk.START_MACHINE);
    }

    @Override
    public void test(boolean people, Consumer<List<TestedPart>> tested) {
        tested.accept(List.of());
    }

    @Override
    public void picture(Consumer<Optional<byte[]>> taken) {
        taken.accept(Optional.of(picture()));
    }

    private static byte[] picture() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(
                    new java.awt.image.BufferedImage(64, 36, java.awt.image.BufferedImage.TYPE_BYTE_GRAY),
                    "jpeg",
                    bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
