package org.hongting.sync.link;

import org.hongting.protocol.identity.TerminalId;
import org.hongting.protocol.signing.KeyDirectory;
import org.hongting.protocol.signing.Signer;

/// Who speaks, and who is believed.
///
/// @param signer the terminal's key
/// @param serverKeys keys certified by the site root pinned at the claim
/// @param software version of the terminal's software, at most 64 characters
public record LinkIdentity(TerminalId terminal, Signer signer, KeyDirectory serverKeys, String software) {}
