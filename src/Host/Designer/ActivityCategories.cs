using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>The groups of Studio's toolbox.</summary>
internal static class ActivityCategories
{
    /// <summary>Every category by its name, with what people read.</summary>
    public static IReadOnlyDictionary<string, Words> Known { get; } = new[]
    {
        new Words("Contact", "联系"), new Words("Visit", "上门"), new Words("Hardship and plan", "困难与还款计划"), new Words("Legal", "法律"), new Words("Holds", "冻结"),
        new Words("Deadlines", "期限"), new Words("People", "人员"), new Words("Data", "数据"), new Words("Flow", "流程"),
    }.ToDictionary(words => words.En, StringComparer.Ordinal);
}
