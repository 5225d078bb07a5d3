package org.hongting.protocol.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.hongting.protocol.record.Digest;

/// A draw that its organiser cannot steer and anybody can check. First the organiser publishes the hash of a secret
/// (the commitment). Then the list of tickets is closed and its hash published. Then something is said aloud that
/// nobody could know before, like numbers that people in the hall call out (the call). Only then the secret is shown;
/// secret, list and call together are the seed of the order in which tickets win.
///
/// Whoever fixes the list cannot choose the secret any more, and neither of them knows the call. What this does not
/// show is that the list is complete: that is why everybody can see their own ticket on it before the call.
public final class LuckyDraw {
    private static final String COMMITMENT = "ht/v1/draw-commitment\n";
    private static final String TICKETS = "ht/v1/draw-tickets\n";
    private static final String SEED = "ht/v1/draw-seed\n";

    private LuckyDraw() {}

    /// What is published first: SHA-256 of `ht/v1/draw-commitment`, a line break, the secret as 64 hexadecimal digits
    /// and a line break.
    public static Digest commitment(Digest secret) {
        return Digest.of((COMMITMENT + secret.hex() + "\n").getBytes(UTF_8));
    }

    /// The hash of a list: SHA-256 of `ht/v1/draw-tickets` and the tickets in order, each followed by a line break.
    public static Digest ticketsOf(List<String> tickets) {
        StringBuilder all = new StringBuilder(TICKETS);
        tickets.stream().sorted().forEach(ticket -> all.append(ticket).append('\n'));
        return Digest.of(all.toString().getBytes(UTF_8));
    }

    /// The winning tickets, the first prize first. The seed is SHA-256 of `ht/v1/draw-seed`, secret, hash of the list
    /// and call, each followed by a line break; [Shuffle] says how an order follows from it.
    ///
    /// @throws IllegalArgumentException if there are fewer tickets than prizes
    public static List<String> winners(Digest secret, List<String> tickets, String call, int prizes) {
        Digest seed =
                Digest.of((SEED + secret.hex() + "\n" + ticketsOf(tickets).hex() + "\n" + call + "\n").getBytes(UTF_8));
        return new Shuffle(seed).some(tickets.stream().sorted().toList(), prizes);
    }
}
