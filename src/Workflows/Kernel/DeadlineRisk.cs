namespace Doorstep.Workflows.Kernel;

/// <summary>Whose right a deadline keeps. Where more are due than can be told at once, as after an outage, they come in this order, and then as they were due.</summary>
public enum DeadlineRisk
{
    /// <summary>A day that the law sets, or somebody's safety.</summary>
    Legal,

    /// <summary>The end of a hold.</summary>
    Hold,

    /// <summary>Something that the customer is owed: an answer, a notice, relief.</summary>
    Customer,

    /// <summary>The house's own pace.</summary>
    House,
}
