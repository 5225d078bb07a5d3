package org.hongting.kiosk.checkin;

import java.util.Optional;
import org.hongting.kiosk.checkin.RosterTable.KnownMember;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.RefusalReason;

/// Whose credential was shown, or why that cannot be said.
sealed interface Identification {
    CredentialKind kind();

    /// Somebody this kiosk knows.
    record Known(CredentialKind kind, KnownMember member) implements Identification {}

    /// Nobody, or nobody who may come in with this.
    ///
    /// @param shown keyed hash of what was shown, where it could be read and a key is there
    /// @param member who it was, where that much is certain
    record Unknown(CredentialKind kind, RefusalReason reason, Optional<String> shown, Optional<MemberId> member)
            implements Identification {}
}
