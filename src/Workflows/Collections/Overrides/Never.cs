using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>Something that nobody may override, whoever asks and whoever approves (domain.md b.1 rule 8).</summary>
/// <param name="Code">Its name.</param>
/// <param name="Guards">The guards that see to it.</param>
/// <param name="En">Why, in English.</param>
/// <param name="Zh">Why, in Chinese.</param>
public sealed record NeverRule(string Code, string Guards, string En, string Zh);

/// <summary>What no override reaches. None of it is a verb; that it is listed is for people who ask why.</summary>
public static class Never
{
    /// <summary>The rules.</summary>
    public static ImmutableArray<NeverRule> Rules { get; } =
    [
        new("LAWFUL_HOURS", "G1", "Nobody is contacted outside lawful hours ([CBA], [GBT]; b.1 rule 8).", "任何人不得在法定时段之外联系客户（[CBA]、[GBT]；b.1 第 8 条）。"),
        new("FREQUENCY_CAPS", "G2", "Nobody is contacted more often than the caps allow, over all systems and agencies together (b.1 rule 8).", "联系次数不得超过频率上限，所有系统与机构合并计算（b.1 第 8 条）。"),
        new("THIRD_PARTIES", "G6", "Nothing of the debt is told to a third party (PIPL art. 23; b.1 rule 8).", "不得向第三方透露债务信息（个保法第 23 条；b.1 第 8 条）。"),
        new("PROTECTED_HOLDS", "G4", "The hold of a death, an incapacity, an insolvency, a moratorium, a stolen identity, a lawyer, a wish to be left alone or a data incident stands as long as its ground does; only a fact can say that it is gone (Civil Code 21–24, 1145, 1161; b.1 rule 8, b.4).",
            "死亡、行为能力受限、个人破产、债务喘息、冒名贷款、委托律师、客户拒绝联系及信息泄露的冻结在其事由存续期间不得解除，只能由事实说明事由消失（民法典 21–24、1145、1161 条；b.1 第 8 条、b.4）。"),
        new("TWO_PERSON_VISITS", "G8", "Nobody visits alone ([CBA] art. 22; b.1 rule 8).", "外访不得少于两人（[CBA] 第 22 条；b.1 第 8 条）。"),
        new("EVIDENCE", "G13", "No evidence and no record is deleted or changed; what was wrong is corrected by a later record (b.1 rule 8).", "不得删除或更改任何证据与记录，错误由后续记录更正（b.1 第 8 条）。"),
        new("AROUND_GUARDS", "G1–G17", "No case is put into a state of somebody's choice: it moves along the ways of its definition, and every guard on them counts.", "不得任意指定案件状态：案件只沿其流程定义的路径移动，路径上的守卫检查一律有效。"),
        new("VISIT_IN_PROGRESS", "G1 G2 G4 G8 G9 G17", "No case is put into a visit: only the guards' yes at the door begins one (T23).", "不得将案件直接置为外访中，只有在门前通过全部守卫检查方可开始（T23）。"),
        new("LEGAL_REFERRED", "G12", "No case is put before a court: only the guards' yes after two persons' approval refers one (T51).", "不得将案件直接移送法律程序，须经两人批准且守卫检查通过（T51）。"),
    ];

    private static readonly ImmutableArray<(string Words, string Code)> Asked =
    [
        ("CALL_NOW IGNORE_HOURS OVERRIDE_HOURS CONTACT_OUTSIDE_HOURS LAWFUL_HOURS", "LAWFUL_HOURS"), ("IGNORE_CAPS RESET_COUNTERS RAISE_CAP FREQUENCY_CAPS", "FREQUENCY_CAPS"),
        ("CONTACT_THIRD_PARTY DISCLOSE_DEBT THIRD_PARTIES", "THIRD_PARTIES"), ("VISIT_ALONE SINGLE_AGENT_VISIT TWO_PERSON_VISITS", "TWO_PERSON_VISITS"),
        ("DELETE_EVIDENCE DELETE_RECORD EDIT_JOURNAL DELETE_CASE EVIDENCE", "EVIDENCE"), ("START_VISIT VISIT_IN_PROGRESS", "VISIT_IN_PROGRESS"), ("REFER_TO_COURT LEGAL_REFERRED", "LEGAL_REFERRED"),
        ("FORCE_STATE SET_STATE SKIP_GUARD IGNORE_GUARDS AROUND_GUARDS", "AROUND_GUARDS"),
    ];

    /// <summary>The rule with a code.</summary>
    public static NeverRule Rule(string code) => Rules.First(rule => rule.Code == code);

    /// <summary>The rule that somebody asks to break by a name; null for any other name.</summary>
    public static NeverRule? Named(string verb) => Asked.FirstOrDefault(asked => asked.Words.Split(' ').Contains(verb, StringComparer.Ordinal)) is { Code: { } code } ? Rule(code) : null;
}
