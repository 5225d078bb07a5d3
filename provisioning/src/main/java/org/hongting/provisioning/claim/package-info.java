/// How a new terminal becomes one of the site's: a ticket from an admin, one question to the centre, a
/// certificate.
@NullMarked
package org.hongting.provisioning.claim;

import org.jspecify.annotations.NullMarked;
