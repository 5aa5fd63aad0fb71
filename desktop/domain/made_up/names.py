"""Given and family names by community, as they meet on one British street. Plain data, in no order that
matters.
"""

from typing import NamedTuple


class Community(NamedTuple):
    """Names that go together, and how many in a hundred people have them here."""

    share: int
    given: tuple[str, ...]
    family: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in text.split())


COMMUNITIES: tuple[Community, ...] = (
    Community(
        46,
        _names(
            """
            Margaret David Susan Peter Janet Michael Linda Alan Christine Brian Sarah Mark Helen
            Paul Karen Andrew Emma Daniel Rebecca Thomas Charlotte Joseph Lucy Oliver Grace
            Harry Amelia George Sophie William Hannah Jack Rosemary Keith Pauline Derek Maureen
            Trevor Beryl Norman Alice Edward Ruth Stephen Kate Simon Ellen Robert Mary-Ann
            Anne-Marie Freddie Poppy Archie Ivy Stanley Doris Gemma Lee Kelly Wayne Tracy Craig
            Zoe Adam
            """
        ),
        _names(
            """
            Smith Taylor Brown Wilson Johnson Walker Wright Robinson Thompson White Hughes Green
            Hall Wood Clarke Turner Hill Cooper Ward Morris Moore Clark Baker Harrison Morgan
            Allen Parker Bennett Cook Shaw Carter Richardson Bailey Collins Bell Marshall Cox
            Mills Palmer Mason Webb Rogers Holmes Barnes Knight Butler Russell Fletcher Pearson
            Barker Dixon Hunt Fisher Ashworth Entwistle Ramsbottom Fairweather Thistlewood
            Armitage Sutcliffe Hebblethwaite Pettigrew Smith-Jones Hope-Taylor Whitmore Langley
            Oakes Winterbourne
            """
        ),
    ),
    Community(
        9,
        _names(
            """
            Siân Gareth Angharad Rhys Llinos Huw Eleri Dafydd Cerys Geraint Nerys Emyr Ffion
            Iwan Carys Llŷr Mair Gwilym Bronwen Aled Heledd Ieuan Non Owain Lowri Tomos Tegwen
            Dewi
            """
        ),
        _names(
            """
            Jones Davies Evans Williams Roberts Thomas Lewis Griffiths Price Rees Llewellyn
            Pritchard ap_Rhys Bowen Vaughan Gwynne Prosser Bevan Parry Probert ap_Dafydd Tudur
            Môn Howells
            """
        ),
    ),
    Community(
        9,
        _names(
            """
            Siobhán Ciarán Niamh Seán Aoife Pádraig Fiona Ewan Mairi Hamish Eilidh Callum
            Catriona Angus Morag Declan Bríd Róisín Conor Isla Fergus Máire Dermot Orla Iain
            Shona
            """
        ),
        _names(
            """
            O'Brien McKenzie MacDonald Murphy O'Connor Kelly Campbell Stewart McGregor MacLeod
            Byrne Doyle Fitzpatrick McLaughlin Ó_Súilleabháin Gallagher Kavanagh Sinclair
            Buchanan McIntyre Quinn Nolan Macfarlane O'Neill
            """
        ),
    ),
    Community(
        8,
        _names(
            """
            Agnieszka Tomasz Małgorzata Piotr Łukasz Katarzyna Paweł Zofia Michał Grażyna
            Wojciech Bożena Stanisław Joanna Krzysztof Ewa Żaneta Jakub Halina Kacper
            """
        ),
        _names(
            """
            Kowalski Nowak Wiśniewski Wójcik Kamiński Lewandowska Zieliński Szymańska Dąbrowski
            Kozłowska Jankowski Mazur Krawczyk Piątek Głowacki Pawłowska Wróbel Stępień
            Malinowska
            """
        ),
    ),
    Community(
        8,
        _names(
            """
            Rafiq Nasrīn Kāmāl Shāhānā Abdul Rokeyā Jahāngīr Fātemā Sirājul Tahminā Anwār Mumtāz
            Rezā Sultānā Habībur Yasmīn Nazrul Parvīn Shafīq Ruksānā Imrān Farzānā
            """
        ),
        _names(
            """
            Begum Rahman Uddin Hossain Islam Miah Khatun Chowdhury Ahmed Ali Akhter Haque Sarkar
            Talukdar Choudhury Bhuiyan Karim Mollah Siddiqui
            """
        ),
    ),
    Community(
        6,
        _names(
            """
            Asha Abdi Hodan Cabdullahi Faadumo Maxamed Sahra Cumar Ifrah Yuusuf Ubax Xasan Nimco
            Axmed Ayaan Cali Deeqa Faarax Hibaaq Liibaan Safiya Warsame
            """
        ),
        _names(
            """
            Abdullahi Xuseen Warsame Maxamuud Cabdi Jaamac Nuur Faarax Ismaaciil Guuleed Aadan
            Dirie Elmi Hirsi Samatar Geeddi Cumar Yuusuf
            """
        ),
    ),
    Community(
        8,
        _names(
            """
            Priya Raj Harpreet Gurdeep Anita Vikram Simran Arjun Meera Sanjay Jaswinder Deepa
            Amit Kiran Nisha Rajesh Sunita Manpreet Bilal Ayesha Usman Zainab Tariq Saima Hamza
            Shazia
            """
        ),
        _names(
            """
            Patel Singh Kaur Sharma Khan Hussain Shah Desai Gill Mistry Malik Iqbal Chandra
            Dhillon Joshi Sandhu Akhtar Mahmood Mehta Bains
            """
        ),
    ),
    Community(
        6,
        _names(
            """
            Kwame Chioma Olúwaṣeun Abena Tunde Ngozi Kofi Folake Emeka Adaeze Winston Marcia
            Delroy Yvonne Tendai Beverley Akosua Ifeoma Leroy Claudette Babátúndé Efua
            """
        ),
        _names(
            """
            Okafor Mensah Adeyemi Campbell Osei Okonkwo Grant Boateng Afolabi Asante Ọláòtán
            Francis Baptiste Owusu Eze Reid Nkrumah Osei-Bonsu Pinnock Moyo
            """
        ),
    ),
)
TITLES = ("",) * 19 + ("Dr",)  # most titles would have to fit the given name
