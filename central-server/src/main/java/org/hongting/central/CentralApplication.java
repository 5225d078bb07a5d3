package org.hongting.central;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The Spring application: every slice below this package is found by its annotations.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class CentralApplication {}
