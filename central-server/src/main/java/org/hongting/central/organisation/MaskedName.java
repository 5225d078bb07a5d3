package org.hongting.central.organisation;

import java.util.Set;

/// A name as it may stand on a screen in a public room: the surname and a star. Other scripts keep their first
/// letter.
public final class MaskedName {
    private static final Set<String> COMPOUND_SURNAMES = Set.of(
            "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司空", "端木",
            "百里", "东郭", "呼延", "轩辕", "太史", "申屠", "闻人", "赫连", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "钟离", "闾丘", "仲孙",
            "拓跋", "万俟", "西门", "第五", "歐陽", "司馬");

    /// A compound surname is followed by a given name: two characters alone are surname and given name.
    private static final int SHORTEST_COMPOUND = 3;

    private MaskedName() {}

    public static String of(String name) {
        int first = name.codePointAt(0);
        String initial = Character.toString(first);
        if (Character.UnicodeScript.of(first) != Character.UnicodeScript.HAN) {
            return initial + "***";
        }
        boolean compound = name.codePointCount(0, name.length()) >= SHORTEST_COMPOUND
                && COMPOUND_SURNAMES.contains(name.substring(0, name.offsetByCodePoints(0, 2)));
        return (compound ? name.substring(0, name.offsetByCodePoints(0, 2)) : initial) + "*";
    }
}
