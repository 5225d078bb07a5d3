/// What the cores ask of the world outside: a database, a clock, a scheduler. No implementation stands here.
@NullMarked
package org.hongting.protocol.port;

import org.jspecify.annotations.NullMarked;
