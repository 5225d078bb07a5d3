/// A terminal's life, from its first key to its last certificate.
@NullMarked
package org.hongting.provisioning;

import org.jspecify.annotations.NullMarked;
