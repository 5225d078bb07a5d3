package org.hongting.central.draw;

import java.util.Collection;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.port.Transaction;

/// Where the people come from who take part in a draw. Every bean of this type can be chosen when a list is closed.
public interface Entrants {
    /// Its word in forms and texts, like `meeting`.
    String word();

    /// Who takes part, each once.
    ///
    /// @param named what was typed: a meeting, numbers
    /// @throws DrawRefusal if it names nothing
    Collection<MemberId> of(Transaction transaction, String named);
}
