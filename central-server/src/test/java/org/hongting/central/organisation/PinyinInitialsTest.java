package org.hongting.central.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinInitialsTest {
    private final PinyinInitials initials = new PinyinInitials();

    @ParameterizedTest
    @CsvSource({
        "张三明, ZSM",
        "欧阳娜娜, OYNN",
        "李雷, LL",
        "曾国强, ZGQ",
        "单雄信, SXX",
        "任贤, RX",
        "吕布, LB",
        "阿不都·热合曼, ABDRHM",
        "John Smith, JS",
        "Élodie, E",
        "㛃爱, JA"
    })
    void everySignHasItsInitial(String name, String wanted) {
        assertThat(initials.of(name)).as(name).contains(wanted);
    }

    @Test
    void aSurnameOfTwoReadingsIsFoundByBoth() {
        assertThat(initials.of("单雄信")).contains("SXX", "DXX");
    }

    @Test
    void aNameWithoutLettersHasNone() {
        assertThat(initials.of("123")).isEqualTo(List.of());
    }
}
