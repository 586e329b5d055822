namespace Doorstep.Workflows.Definitions;

/// <summary>The groups of the designer's toolbox. An activity names its group by the English word.</summary>
public static class ActivityCategory
{
    /// <summary>Reaching a person: calls, messages, letters.</summary>
    public const string Contact = "Contact";

    /// <summary>Visits: appointments, teams, reports.</summary>
    public const string Visit = "Visit";

    /// <summary>Hardship, relief and plans.</summary>
    public const string HardshipAndPlan = "Hardship and plan";

    /// <summary>Legal procedures.</summary>
    public const string Legal = "Legal";

    /// <summary>Holds, and waiting for them.</summary>
    public const string Holds = "Holds";

    /// <summary>Everything that waits for a time.</summary>
    public const string Deadlines = "Deadlines";

    /// <summary>Asking people of the house to do something.</summary>
    public const string People = "People";

    /// <summary>Variables, events, notes.</summary>
    public const string Data = "Data";

    /// <summary>Order, choice, submachines.</summary>
    public const string Flow = "Flow";

    /// <summary>Every group in the order of the toolbox, with what people read.</summary>
    public static IReadOnlyList<Words> All { get; } =
    [
        new(Contact, "联系"), new(Visit, "上门"), new(HardshipAndPlan, "困难与还款计划"), new(Legal, "法律"), new(Holds, "冻结"), new(Deadlines, "期限"), new(People, "人员"), new(Data, "数据"), new(Flow, "流程"),
    ];
}
