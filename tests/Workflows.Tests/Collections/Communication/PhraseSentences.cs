namespace Doorstep.Workflows.Tests.Collections.Communication;

/// <summary>Sentences that nobody of the house writes, with the kind that refuses them, and true ones that look a little like them.</summary>
internal static class PhraseSentences
{
    public static IEnumerable<(string Kind, string Sentence)> Refused => Lines(RefusedTable).Select(line => line.Split('|', 2)).Select(row => (row[0].Trim(), row[1].Trim().Replace("\\u200b", "\u200b", StringComparison.Ordinal)));

    public static IEnumerable<string> Lawful => Lines(LawfulTable);

    private const string RefusedTable =
        """
        arrest             | If you do not pay by Friday, it means jail.
        arrest             | You will be arrested.
        arrest             | Not paying is a crime and leads to prison.
        arrest             | We shall press charges for fraud.
        arrest             | Sooner or later you end up behind bars.
        arrest             | The police will come and take you into custody.
        arrest             | We report you to the police tomorrow.
        arrest             | There is a criminal case against you now.
        arrest             | Pay, or j a i l is next.
        arrest             | Pay or you go to pri-son.
        arrest             | You will be аrrested.
        arrest             | Debtors like you get 5 years of JAIL.
        arrest             | PR1SON is what awaits you.
        thirdPartyPressure | We will tell your employer.
        thirdPartyPressure | We'll have to inform your boss about this.
        thirdPartyPressure | Our agents may visit your parents.
        thirdPartyPressure | Your wife will hear about it.
        thirdPartyPressure | We will not hesitate to tell your employer.
        thirdPartyPressure | We are going to call everyone in your phone.
        thirdPartyPressure | Your parents should pay for you.
        thirdPartyPressure | Then we talk to your manager.
        violence           | Your family will suffer.
        violence           | Something bad could happen to your children.
        violence           | We know where your kids go to school.
        violence           | We cannot guarantee your safety.
        violence           | You will regret this.
        violence           | Somebody will break your legs.
        violence           | We will make your life hell.
        violence           | Our men can hurt you.
        falseAuthority     | I am calling from the police.
        falseAuthority     | We act on behalf of the court.
        falseAuthority     | This is a court officer speaking.
        falseAuthority     | We are authorised by the government.
        falseAuthority     | There is a warrant for you.
        falseConsequence   | You will lose your job.
        falseConsequence   | We will seize all your belongings.
        falseConsequence   | Your salary will be seized tomorrow.
        falseAuthority     | A warrant has been issued.
        falseConsequence   | Your children will not be admitted to any school.
        falseConsequence   | You will never borrow again.
        falseConsequence   | We freeze all your accounts tonight.
        falseConsequence   | You will be blacklisted for life.
        publicShaming      | We will post your photo on social media.
        publicShaming      | The whole village will know.
        publicShaming      | We shall expose you.
        publicShaming      | You should be ashamed.
        publicShaming      | Everyone will know what you are.
        newBorrowing       | Take out another loan to pay this one.
        newBorrowing       | Borrow from your friends.
        newBorrowing       | Just sell your car.
        newBorrowing       | Use a cash advance.
        forcedVisit        | We will wait outside your house until you pay.
        falseUrgency       | Pay now or else.
        arrest             | 再不还钱就抓人。
        arrest             | 等着坐牢吧。
        arrest             | 不还款将被拘留。
        arrest             | 涉嫌信用卡诈骗，将移交公安。
        arrest             | 您的行为属于犯罪。
        arrest             | 我们要报警抓你。
        arrest             | 抓 · 人
        arrest             | 坐，牢
        arrest             | 準備坐牢，監獄等著你
        arrest             | 已经刑事立案。
        thirdPartyPressure | 通知您的单位和亲属。
        thirdPartyPressure | 我们将联系您的领导。
        thirdPartyPressure | 我们只好打电话给你父母。
        thirdPartyPressure | 不得不通知您的单位。
        thirdPartyPressure | 群发通讯录。
        thirdPartyPressure | 让你父母替你还。
        thirdPartyPressure | 通知您的單位和親屬
        thirdPartyPressure | 去你单位找领导。
        thirdPartyPressure | 不排除联系您的家人。
        violence           | 上门闹。
        violence           | 到你家闹，让你不得安宁。
        violence           | 你的家人也会跟着遭殃。
        violence           | 我们知道你孩子在哪上学。
        violence           | 派人去你家收拾你。
        violence           | 后果自负。
        publicShaming      | 让你身败名裂。
        publicShaming      | 把你的照片发到业主群。
        publicShaming      | 全村人都会知道。
        publicShaming      | 在小区里张贴您的名字。
        publicShaming      | 叫你在同事面前抬不起头。
        falseAuthority     | 我是公安局的。
        falseAuthority     | 我们代表法院通知您。
        falseAuthority     | 警察会来找您。
        falseConsequence   | 会影响您孩子上学。
        falseConsequence   | 您会丢掉工作。
        falseConsequence   | 马上冻结您的微信和工资卡。
        falseConsequence   | 拉入黑名单，一辈子翻不了身。
        falseConsequence   | 后果会非常严重。
        newBorrowing       | 先向亲戚借一点来还。
        newBorrowing       | 可以用网贷周转。
        newBorrowing       | 把房子卖掉，卖房也要还。
        falseUrgency       | 这是最后机会。
        refusedHelp        | 没得商量。
        insult             | 你这个老赖。
        violence           | Pay or face the consequences.
        arrest             | We will come with the police.
        publicShaming      | Your name will be published in the newspaper.
        thirdPartyPressure | We will come to your child's school.
        falseConsequence   | Your credit is destroyed forever.
        newBorrowing       | You should sell your house.
        violence           | We have other ways to make you pay.
        violence           | Think of your children's safety.
        thirdPartyPressure | Your boss will be informed.
        thirdPartyPressure | We shall contact your employer, relatives and friends.
        arrest             | Prison awaits those who do not pay.
        arrest             | You are going to jail!
        arrest             | You're facing arrest.
        arrest             | A warrant for your arrest has been issued.
        arrest             | This is a criminal matter.
        falseAuthority     | Officer Wang from the police speaking.
        violence           | Your house might burn.
        violence           | Bad things happen to people who don't pay.
        publicShaming      | We'll tell all your neighbours.
        publicShaming      | Your photo will be on the internet.
        newBorrowing       | Ask your friends to lend you money.
        newBorrowing       | Get a payday loan.
        newBorrowing       | Get another credit card.
        thirdPartyPressure | If you do not pay we'll tell your family.
        thirdPartyPressure | Do not make us call your wife.
        thirdPartyPressure | We may be forced to inform your company.
        falseConsequence   | Your son will not find a job.
        falseConsequence   | We take your house.
        falseConsequence   | You will lose everything.
        insult             | You are a thief.
        forcedVisit        | We will come every day until you pay.
        arrest             | ARRESTED!!
        arrest             | a r r e s t
        arrest             | ja.il
        violence           | 全家都不好过。
        violence           | 让你全家不得安宁。
        thirdPartyPressure | 爆你通讯录。
        arrest             | 我们会叫警察。
        arrest             | 公安会抓你。
        falseConsequence   | 影响你孩子读书。
        thirdPartyPressure | 找你老婆要钱。
        newBorrowing       | 借钱还也行。
        violence           | 我们有的是办法。
        violence           | 小心你的孩子。
        violence           | 见一次打一次。
        falseConsequence   | 没收你房子。
        violence           | 去你公司拉横幅。
        arrest             | 法院抓人
        arrest             | 要负刑事责任。
        arrest             | 送你进监狱
        arrest             | 抓  人
        arrest             | 抓*人
        arrest             | 抓\u200b人
        arrest             | 坐-牢
        arrest             | ｚ坐牢
        thirdPartyPressure | 告诉你爸妈。
        thirdPartyPressure | 您的领导会收到我们的函。
        thirdPartyPressure | 我们将向您的单位和村委会发函。
        thirdPartyPressure | 打电话给您所有亲戚朋友。
        thirdPartyPressure | 让你家里人都知道。
        publicShaming      | 全公司都会知道你欠钱。
        publicShaming      | 发朋友圈曝光。
        publicShaming      | 把你挂到网上。
        publicShaming      | 在你家门口贴大字报。
        newBorrowing       | 找朋友借钱。
        newBorrowing       | 刷别的卡。
        newBorrowing       | 可以再办一张信用卡。
        falseAuthority     | 派出所已经受理。
        falseAuthority     | 这里是法院执行局的。
        falseConsequence   | 工资卡会被冻结。
        falseConsequence   | 子女不能考公。
        falseUrgency       | 限你今天还清。
        forcedVisit        | 不还钱就住在你家。
        insult             | 你真不要脸。
        """;

    private const string LawfulTable =
        """
        Court costs may be added if a court orders so.
        The bank may ask a court to decide.
        A court may order that part of your wages is withheld.
        Interest continues as agreed in your contract.
        The bank reports to the credit register as the law says.
        Nobody can be arrested for a debt like this.
        You cannot go to prison for owing money.
        We will never tell your employer.
        We do not call your family or your friends.
        Nobody will tell your neighbours.
        We never ask you to borrow from anybody.
        You need not take out a new loan to pay us.
        You may bring somebody from your family along.
        You may ask your employer for a statement of your income.
        We may ask for a letter of your employer.
        We can visit your workplace if you agree.
        With your consent we contact your adviser.
        If somebody says that he is from us and you doubt it, call 110.
        If you think it is a fraud, call the police.
        Nothing happens if you say no.
        You can object, and nothing is demanded until you have an answer.
        If you cannot pay all of it, tell us early.
        We will write to you about your family costs again.
        A mediator can help you and the bank to agree.
        Two people of the bank decide before a court is asked.
        We would like to see you at home on Monday, with two agents who carry identity cards.
        You will never be asked for cash.
        Asking for help does not count against you.
        Your payment of last week has arrived, thank you.
        A late payment stays in the credit register for five years.
        Please do not borrow from friends to pay us.
        Our agents must not threaten, and you can complain if they do.
        The court, not the bank, decides about that.
        You will not lose your home because of this letter.
        如果法院判决，您可能还要承担诉讼费。
        银行可能请法院来决定。
        按合同约定继续计息。
        银行依法向征信机构报送。
        欠款不会让您坐牢。
        没有人会因为欠款坐牢。
        我们不会通知您的单位。
        我们绝不联系您的家人和朋友。
        我们没有把这件事告诉您的邻居。
        请不要借新还旧。
        我们不会要求您向亲友借款。
        您不必卖房还款。
        您可以请家人陪同。
        您可以告诉我们您的困难，家人也可以一起来。
        如您同意，我们可以到您的单位见面。
        经您书面同意后，才会联系您的家人。
        经法院判决后，法院可能依法冻结账户。
        有人冒充我们时，请拨打110报警。
        有疑问请联系我公司客服。
        可以到社区申请法律援助。
        您于2029年向我行借款五万元。
        您的家人没有义务替您还款。
        催收人员不得使用暴力，也不得威胁您。
        请准备单位开具的收入证明。
        我们会先核对，再给您书面答复。
        您可以随时结束谈话，不会因此对您不利。
        我们不收现金，不在您家里拍照。
        两位工作人员会先出示证件。
        如对金额有异议，我们暂停催收。
        分期方案不收取任何费用。
        欠款不是犯罪。
        We work with your adviser only, as you asked us.
        If you have moved, tell us your new address.
        You may have your wife or a friend with you when we meet.
        The bank may report late payments to the credit register, and tells you before it does.
        Nobody here will come without an appointment that you have confirmed.
        If the court decides against the bank, you owe nothing.
        Please check that the letter is real before you pay.
        Our call is recorded, and you may ask for a copy.
        We are sorry about your loss and ask nothing of the family.
        You may end the visit at any time.
        A plan of up to 60 months is possible if it fits what you have.
        Your complaint is answered within 15 days by somebody else.
        The account will be looked at by a person on 20 March.
        We only speak with you, and with nobody in your home.
        If you are ill, tell us, and we stop for a while.
        Free legal help: 12348.
        You can ask the regulator, NFRA 12378, to look at it.
        The police never collect debts; if a caller says so, hang up.
        We do not use force and do not wait outside your home.
        Debts do not pass to your children.
        请放心，没有人会上门打扰您。
        您有权要求我们停止联系。
        我们只与您本人联系。
        您可以请律师或者法律援助。
        如果您生病了，请告诉我们，我们会暂停。
        法院受理后，会通知您本人。
        还款记录会在征信中保留五年。
        您的投诉将由其他人员处理，十五天内答复。
        我们建议您先保证家人的基本生活，再考虑还款。
        如遇自称公安的人催收，请挂断电话并报警。
        父母的债务不由子女偿还。
        上门前必须先与您预约，您可以拒绝。
        请勿向陌生人转账。
        您可以到网点当面咨询。
        诉讼费可能由法院判决由败诉方承担。
        我们不会因为您求助而对您不利。
        """;

    private static IEnumerable<string> Lines(string table) => table.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
}
