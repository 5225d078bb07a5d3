/// How a terminal calls the centre over HTTPS.
@NullMarked
package org.hongting.provisioning.https;

import org.jspecify.annotations.NullMarked;
