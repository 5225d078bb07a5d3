/// Many terminals in one process: journal, outbox, link and MQTT client as they are shipped, each with an identity and
/// a file of its own, against a central server in a process of its own. Days are written down as data and played.
@NullMarked
package org.hongting.simulator.fleet;

import org.jspecify.annotations.NullMarked;
