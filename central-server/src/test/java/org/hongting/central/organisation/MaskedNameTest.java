package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedNameTest {
    @ParameterizedTest
    @CsvSource({"张晓明,张*", "李雷,李*", "欧阳文静,欧阳*", "欧阳,欧*", "司马光,司马*", "Aigul Asan,A***", "𠮷田,𠮷*", "买买提·阿里,买*"})
    void aNameInAPublicRoomIsTheSurnameAndAStar(String name, String masked) {
        assertThat(MaskedName.of(name)).isEqualTo(masked);
    }
}
