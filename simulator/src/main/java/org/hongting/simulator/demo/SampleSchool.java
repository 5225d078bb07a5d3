package org.hongting.simulator.demo;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A school that does not exist: six branches and invented members, the same at every run.
///
/// @param branches names of the branches, in order
/// @param members all members, branch by branch
public record SampleSchool(List<String> branches, List<SampleMember> members) {
    private static final int MEMBERS = 200;
    private static final long SEED = 20_261_122;
    private static final List<String> BRANCHES =
            List.of("计算机学院学生第一党支部", "计算机学院学生第二党支部", "计算机学院教工党支部", "数学学院学生党支部", "文学院学生党支部", "图书馆党支部");
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏";
    private static final String FIRST = "晓思明雨子嘉文一若清";
    private static final String SECOND = "晨然宁涵轩彤远航悦琪";

    public SampleSchool {
        branches = List.copyOf(branches);
        members = List.copyOf(members);
    }

    /// An invented person.
    ///
    /// @param card the card's identifier as hexadecimal digits
    public record SampleMember(String name, String studentNumber, String branch, String card) {
        byte[] cardBytes() {
            return HexFormat.of().parseHex(card);
        }
    }

    static SampleSchool create() {
        return create(MEMBERS);
    }

    /// @param size how many members
    public static SampleSchool create(int size) {
        Random random = new Random(SEED);
        Set<String> cards = new LinkedHashSet<>();
        List<SampleMember> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String name = "" + pick(SURNAMES, random) + pick(FIRST, random) + pick(SECOND, random);
            String card = drawCard(random, cards);
            members.add(new SampleMember(
                    name, String.format("2024%06d", i + 1), BRANCHES.get(i * BRANCHES.size() / size), card));
        }
        return new SampleSchool(BRANCHES, members);
    }

    public List<SampleMember> membersOf(String branch) {
        return members.stream().filter(member -> member.branch().equals(branch)).toList();
    }

    private static char pick(String characters, Random random) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    /// A four-byte identifier that is no random one (first byte not 08), unlike all before it.
    private static String drawCard(Random random, Set<String> drawn) {
        while (true) {
            byte[] bytes = new byte[4];
            random.nextBytes(bytes);
            bytes[0] = (byte) (bytes[0] | 0x10);
            String card = HexFormat.of().withUpperCase().formatHex(bytes);
            if (drawn.add(card)) {
                return card;
            }
        }
    }
}
