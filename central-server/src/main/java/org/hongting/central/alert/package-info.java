/// What is wrong with terminals: rules that are data, what they come to, and what people said about it. An alert is
/// about a machine; an alarm ([org.hongting.central.ingest.Alarms]) is about records.
@NullMarked
package org.hongting.central.alert;

import org.jspecify.annotations.NullMarked;
