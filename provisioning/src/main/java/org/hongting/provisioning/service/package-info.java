/// What the service manager of the machine is told by the process that it started: that it is ready, and, from checks
/// that mean something, that it is alive. For terminal and server alike.
@NullMarked
package org.hongting.provisioning.service;

import org.jspecify.annotations.NullMarked;
