package org.hongting.kiosk.checkin;

import java.util.Optional;
import org.hongting.kiosk.table.RosterTable.KnownMember;
import org.hongting.protocol.identity.MemberId;
import org.hongting.protocol.record.CredentialKind;
import org.hongting.protocol.record.Fact.PassUse;
import org.hongting.protocol.record.RefusalReason;
import org.jspecify.annotations.Nullable;

/// Whose credential was shown, or why that cannot be said.
public sealed interface Identification {
    CredentialKind kind();

    /// Which pass of which phone it was, once its signature held.
    @Nullable
    PassUse pass();

    /// Somebody this kiosk knows.
    ///
    /// @param again the pass is the very one that this phone showed last: it proves no new visit
    record Known(
            CredentialKind kind,
            KnownMember member,
            @Nullable PassUse pass,
            boolean again) implements Identification {
        Known(CredentialKind kind, KnownMember member) {
            this(kind, member, null, false);
        }
    }

    /// Nobody, or nobody who may come in with this.
    ///
    /// @param shown keyed hash of what was shown, where it could be read and a key is there
    /// @param member who it was, where that much is certain
    record Unknown(
            CredentialKind kind,
            RefusalReason reason,
            Optional<String> shown,
            Optional<MemberId> member,
            @Nullable PassUse pass)
            implements Identification {
        Unknown(CredentialKind kind, RefusalReason reason, Optional<String> shown, Optional<MemberId> member) {
            this(kind, reason, shown, member, null);
        }
    }
}
