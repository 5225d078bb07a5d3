/// The claim: what a new terminal and the centre say to each other once, over HTTPS, before they share a
/// certificate.
@NullMarked
package org.hongting.protocol.claim;

import org.jspecify.annotations.NullMarked;
