package org.hongting.sync.link;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.hongting.protocol.wire.TerminalState;
import org.hongting.protocol.wire.Topic;

/// Opens connections to the broker. Every callback comes on the scheduler the link runs on, never from inside a call,
/// and none comes after [Connection#close].
public interface Transport {
    /// Begins to connect; a failure is told to the listener as [Listener#down].
    ///
    /// @param will what the broker says, retained, in the terminal's place when the connection is lost for longer
    /// than `willDelay`
    Connection open(TerminalState will, Duration willDelay, Listener listener);

    /// One connection, used once. No call blocks.
    interface Connection {
        void subscribe(List<Topic> topics, Consumer<Delivery> done);

        /// Publishes with QoS 1.
        void publish(Topic topic, byte[] payload, boolean retained, Consumer<Delivery> done);

        /// Publishes what may be lost, with QoS 0 where the transport has that. Nobody hears what became of it.
        default void tell(Topic topic, byte[] payload) {
            publish(topic, payload, false, _ -> {});
        }

        /// Ends the connection and frees everything it holds, in the background.
        ///
        /// @param orderly false to drop the line at once, when it is not to be trusted any more
        void close(boolean orderly);
    }

    /// Hears what happens on one connection.
    interface Listener {
        /// @param inFlight how many publishes the broker lets stand unacknowledged
        void up(int inFlight);

        void message(Topic topic, byte[] payload);

        /// The connection was not made or is gone. Nothing is heard after this.
        void down(Down down);
    }

    /// What became of a publish or a subscription on its first hop. It says nothing about the centre.
    sealed interface Delivery {
        record Accepted() implements Delivery {}

        /// The broker said no, by an MQTT reason code of 128 or more.
        record Refused(int reasonCode) implements Delivery {}

        /// The line failed first; it may have arrived all the same.
        record Unknown() implements Delivery {}
    }

    /// Why a connection is not there.
    ///
    /// @param detail for people; no secret in it
    record Down(Cause cause, String detail) {
        /// What kind of end.
        public enum Cause {
            /// No connection could be made.
            UNREACHABLE,
            /// The broker did not let us in, or threw us out.
            REFUSED,
            /// The same identity connected elsewhere (reason code 0x8E).
            TAKEN_OVER,
            /// The line broke.
            LOST
        }
    }
}
