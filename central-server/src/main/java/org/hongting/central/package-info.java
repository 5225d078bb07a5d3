/// The central server: one package per slice, each with its own controller, service and SQL.
@NullMarked
package org.hongting.central;

import org.jspecify.annotations.NullMarked;
