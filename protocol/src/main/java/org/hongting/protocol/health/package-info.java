/// What a terminal measures of itself and tells the centre: machine, disk, clock, link, devices, screen, and the run of
/// its program. Data and the pure rules about them that both sides share.
@NullMarked
package org.hongting.protocol.health;

import org.jspecify.annotations.NullMarked;
