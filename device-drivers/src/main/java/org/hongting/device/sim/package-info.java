/// Devices without hardware, shipped and supported like the real ones: tests, the demo and the fleet
/// simulator all use them. Whatever comes from them is marked as simulated, or (cards through vpcd,
/// photographed codes) passes the real reader and differs from the real thing only in what is held before it.
@NullMarked
package org.hongting.device.sim;

import org.jspecify.annotations.NullMarked;
