/// The configuration of a terminal: which keys there are, what each takes, and what of it is in force.
@NullMarked
package org.hongting.protocol.configuration;

import org.jspecify.annotations.NullMarked;
