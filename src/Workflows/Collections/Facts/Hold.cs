namespace Doorstep.Workflows.Collections.Facts;

/// <summary>The holds of domain.md b.4, each with what opens it.</summary>
public enum Hold
{
    /// <summary>债务异议: an objection to the debt.</summary>
    Dispute,

    /// <summary>投诉: a complaint.</summary>
    Complaint,

    /// <summary>困难: hardship.</summary>
    Hardship,

    /// <summary>脆弱客户: circumstances that raise the risk of harm.</summary>
    Vulnerable,

    /// <summary>债务喘息: a statutory breathing space.</summary>
    Moratorium,

    /// <summary>第三方顾问协商: a not-for-profit adviser is involved.</summary>
    Adviser,

    /// <summary>委托律师: a lawyer speaks for the customer.</summary>
    Represented,

    /// <summary>拒绝联系: the customer does not want to be contacted.</summary>
    CeaseContact,

    /// <summary>死亡: the customer has died.</summary>
    Deceased,

    /// <summary>行为能力受限: the customer cannot act alone.</summary>
    Incapacity,

    /// <summary>个人破产: a court has opened insolvency.</summary>
    Insolvency,

    /// <summary>冒名贷款: the loan may be another's.</summary>
    FraudVictim,

    /// <summary>疾病、丧亲、灾害.</summary>
    IllnessBereavementDisaster,

    /// <summary>安全: an incident on site.</summary>
    Safety,

    /// <summary>信息泄露: a data leak.</summary>
    DataIncident,
}
